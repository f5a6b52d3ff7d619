package minutebook.web.analytics;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.helidon.common.media.type.MediaTypes;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import minutebook.events.users.Role;
import minutebook.web.access.Caller;
import minutebook.web.access.Queries;
import minutebook.web.access.Roles;
import minutebook.web.door.AnswerHeaders;
import minutebook.web.http.Answers;
import minutebook.web.http.Problem;
import minutebook.web.http.Query;
import minutebook.web.http.Routes;
import minutebook.web.pages.Page;
import minutebook.web.pages.Resource;
import minutebook.web.pages.WebJar;

/**
 * Charts for analysts, {@code /api/v1/analytics/<chart>}, as JSON and CSV; and the page that draws
 * them, which anybody may load and that has nothing in it.
 */
public final class AnalyticsRoutes {
    private static final Page PAGE = own("analytics.html");

    /** What the page loads, by name. */
    private static final Map<String, Page> PARTS =
            Map.of(
                    "analytics.css", own("analytics.css"),
                    "analytics.js", own("analytics.js"),
                    "drawing.js", own("drawing.js"),
                    "session.js", own("session.js"),
                    "chart.js",
                            new WebJar("org.webjars.npm", "chart.js").page("dist/chart.umd.js"));

    private final Queries queries;
    private final Roles roles;
    private final FindCharts find;
    private final Clock clock;

    /** {@code queries}: that wait for what is counted, if asked to. */
    public AnalyticsRoutes(Queries queries, Roles roles, FindCharts find, Clock clock) {
        this.queries = queries;
        this.roles = roles;
        this.find = find;
        this.clock = clock;
    }

    public void routing(Routes routes) {
        routes.get("/api/v1/analytics/{chart}", queries.user(roles.only(Role.ANALYST, this::chart)))
                .get("/analytics", AnalyticsRoutes::page)
                .get("/analytics/{file}", AnalyticsRoutes::part);
    }

    private void chart(ServerRequest request, ServerResponse response, Caller caller)
            throws InterruptedException {
        Chart chart =
                Chart.find(request.path().pathParameters().get("chart"))
                        .orElseThrow(AnalyticsRoutes::noSuchChart);
        Query.requireOnly(request, Filter.NAMES);
        ChartData data = find.find(chart, Filter.of(request, clock));
        boolean csv = wantsCsv(request);
        String name = "%s-%s-%s".formatted(data.chart(), data.from(), data.to());
        response.header(HeaderNames.VARY, "Accept")
                .header(
                        HeaderNames.CONTENT_DISPOSITION,
                        csv ? "attachment; filename=\"" + name + ".csv\"" : "inline");
        if (csv) {
            response.header(HeaderNames.CONTENT_TYPE, Csv.MEDIA_TYPE)
                    .send(Csv.of(data.columns(), data.rows()).getBytes(UTF_8));
        } else {
            Answers.send(response, data);
        }
    }

    private static boolean wantsCsv(ServerRequest request) {
        return request.headers().isAccepted(MediaTypes.create("text/csv"))
                && !request.headers().isAccepted(MediaTypes.APPLICATION_JSON);
    }

    private static Problem noSuchChart() {
        String charts =
                Arrays.stream(Chart.values()).map(Chart::text).collect(Collectors.joining(", "));
        return Problem.of(404, "There is no such chart, only: %s.".formatted(charts));
    }

    private static void page(ServerRequest request, ServerResponse response) {
        AnswerHeaders.ownPage(response);
        PAGE.send(request, response);
    }

    private static void part(ServerRequest request, ServerResponse response) {
        Page part = PARTS.get(request.path().pathParameters().get("file"));
        if (part == null) {
            throw Problem.of(404, "There is no such page.");
        }
        part.send(request, response);
    }

    private static Page own(String file) {
        return Page.of(file, Resource.read(AnalyticsRoutes.class, file));
    }
}
