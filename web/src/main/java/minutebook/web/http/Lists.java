package minutebook.web.http;

import io.helidon.common.uri.UriQuery;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import minutebook.queries.Page;
import minutebook.queries.Paging;

/** Lists, page by page: {@code ?page=1&per_page=10&filter_by=text}. */
public final class Lists {
    private static final int FILTER_LENGTH_MAX = 255;
    private static final Set<String> PLACES = Set.of("page", "before", "after");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,10}");

    private Lists() {}

    /**
     * What every list is sent in.
     *
     * @param total of items on all pages
     * @param next a relative URL; where there is none, of this very page, as is {@code prev}
     */
    public record Envelope<T>(
            long total,
            long pages,
            boolean hasNext,
            boolean hasPrev,
            String next,
            String prev,
            List<T> data) {
        public Envelope {
            data = List.copyOf(data);
        }
    }

    /** Which page is asked for; {@link Problem} 400 if there can be no such page. */
    public static Paging paging(ServerRequest request) {
        var errors = new TreeMap<String, String>();
        int page = number(request.query(), "page", 1, Integer.MAX_VALUE, errors);
        int perPage =
                number(
                        request.query(),
                        "per_page",
                        Paging.DEFAULT.perPage(),
                        Paging.PER_PAGE_MAX,
                        errors);
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        return new Paging(page, perPage);
    }

    private static int number(
            UriQuery query, String name, int absent, int max, Map<String, String> errors) {
        String text = query.first(name).orElse("");
        if (text.isEmpty() && !query.contains(name)) {
            return absent;
        }
        if (NUMBER.matcher(text).matches()) {
            long number = Long.parseLong(text);
            if (number >= 1 && number <= max) {
                return (int) number;
            }
        }
        errors.put(name, "'%s' must be an integer from 1 to %d.".formatted(name, max));
        return absent;
    }

    /** The filter; empty: none. */
    public static String filter(ServerRequest request) {
        String filter = request.query().first("filter_by").orElse("");
        if (filter.length() > FILTER_LENGTH_MAX || filter.indexOf('\0') >= 0) {
            throw Problem.invalid(
                    "filter_by", "'filter_by' must have at most 255 characters, and no NUL.");
        }
        return filter;
    }

    public static <T> void send(ServerRequest request, ServerResponse response, Page<T> page) {
        send(request, response, page, page.items());
    }

    /** Answers with a page, its items as {@code views}; 404 if it lies behind the last one. */
    public static <V> void send(
            ServerRequest request, ServerResponse response, Page<?> page, List<V> views) {
        Answers.send(response, envelope(request, page, views));
    }

    /** A page, its items as {@code views}; {@link Problem} 404 if it lies behind the last one. */
    public static <V> Envelope<V> envelope(ServerRequest request, Page<?> page, List<V> views) {
        if (page.isPastEnd()) {
            throw Problem.of(404, "There is no page %d.".formatted(page.page()));
        }
        int here = page.page();
        return new Envelope<>(
                page.total(),
                page.pages(),
                page.hasNext(),
                page.hasPrevious(),
                link(request, "page", page.hasNext() ? here + 1 : here),
                link(request, "page", page.hasPrevious() ? here - 1 : here),
                views);
    }

    /**
     * The path that was asked, and its query but for what says where in the list: in the place of
     * that, {@code key}.
     */
    public static String link(ServerRequest request, String key, long value) {
        // Two slashes at the start would send a browser to another host.
        String path = request.path().path().replaceAll("/{2,}", "/");
        var link = new StringBuilder(path).append('?').append(key).append('=').append(value);
        for (String name : request.query().names()) {
            if (!PLACES.contains(name)) {
                link.append('&').append(encode(name)).append('=');
                link.append(encode(request.query().first(name).orElse("")));
            }
        }
        return link.toString();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
