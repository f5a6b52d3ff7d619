package minutebook.queries;

/**
 * Which page of a list is wanted.
 *
 * @param page 1 or more
 * @param perPage 1 to 100 items
 */
public record Paging(int page, int perPage) {
    public static final int PER_PAGE_MAX = 100;
    public static final Paging DEFAULT = new Paging(1, 10);

    public Paging {
        if (page < 1) {
            throw new IllegalArgumentException("A page's number is 1 or more, not " + page);
        }
        if (perPage < 1 || perPage > PER_PAGE_MAX) {
            throw new IllegalArgumentException("A page has 1 to 100 items, not " + perPage);
        }
    }

    /** How many items are on the pages before. */
    public long offset() {
        return (page - 1L) * perPage;
    }
}
