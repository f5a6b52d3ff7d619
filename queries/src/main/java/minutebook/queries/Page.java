package minutebook.queries;

import java.util.List;

/**
 * A page of a list.
 *
 * @param total of items on all pages
 * @param pages how many there are; 0: an empty list
 * @param page 1 or more
 * @param perPage how many items a full page has
 */
public record Page<T>(long total, long pages, int page, int perPage, List<T> items) {
    public Page {
        items = List.copyOf(items);
    }

    /** The page that was asked for, of a list of {@code total}. */
    public static <T> Page<T> of(Paging paging, long total, List<T> items) {
        long pages = (total + paging.perPage() - 1) / paging.perPage();
        return new Page<>(total, pages, paging.page(), paging.perPage(), items);
    }

    /** The first page is there even if the list is empty. */
    public boolean isPastEnd() {
        return page > Math.max(1, pages);
    }

    public boolean hasNext() {
        return page < pages;
    }

    public boolean hasPrevious() {
        return page > 1;
    }
}
