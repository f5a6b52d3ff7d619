package minutebook.web.analytics;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import minutebook.web.pages.Resource;

/** What there is to look at. Each is one statement, in a file of its name, for any filter. */
enum Chart {
    ACTIVITY,
    PROJECTS,
    MEMBERS,
    RESPONSES,
    NOTIFICATIONS,
    LOGINS,
    BUSIEST;

    /** {@code {project: …}}: a condition that there is only where one project is wanted. */
    private static final Pattern OF_PROJECT = Pattern.compile("(?s)\\{project: (.*?)\\}");

    private final String template =
            new String(Resource.read(Chart.class, text() + ".sql"), UTF_8).strip();

    /** As in the address: {@code activity}. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Chart> find(String text) {
        return Arrays.stream(values()).filter(it -> it.text().equals(text)).findFirst();
    }

    /**
     * The statement, to the letter as it is carried out: it stands for itself in psql, too. A
     * filter is two dates and a number, of which nothing but a literal can be made.
     */
    String sql(Filter filter) {
        String wanted = filter.project().isPresent() ? "$1" : "true";
        return OF_PROJECT
                .matcher(template)
                .replaceAll(wanted)
                .replace(":from", "date '" + filter.from() + "'")
                .replace(":to", "date '" + filter.to() + "'")
                .replace(":project", Long.toString(filter.project().orElse(0)));
    }
}
