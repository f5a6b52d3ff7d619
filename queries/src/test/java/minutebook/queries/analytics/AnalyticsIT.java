package minutebook.queries.analytics;

import static minutebook.queries.Cast.ANNA;
import static minutebook.queries.Cast.BEN;
import static minutebook.queries.Cast.BRIDGE;
import static minutebook.queries.Cast.CLEO;
import static minutebook.queries.Cast.DORA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import minutebook.events.Event;
import minutebook.events.UserId;
import minutebook.events.mail.MailEvent.MailRefused;
import minutebook.events.mail.MailEvent.MailRetried;
import minutebook.events.mail.MailEvent.MailSent;
import minutebook.events.mail.MailKind;
import minutebook.events.messages.MessageEvent.MessageSent;
import minutebook.events.messages.MessageEvent.StoredFile;
import minutebook.events.notifications.InboxEvent.NotificationsRead;
import minutebook.events.projects.ProjectEvent.CoachDesignated;
import minutebook.events.projects.ProjectEvent.MemberLeft;
import minutebook.events.projects.ProjectEvent.ParticipantInvited;
import minutebook.events.projects.ProjectEvent.ProjectCreated;
import minutebook.events.projects.ProjectEvent.ProjectDeleted;
import minutebook.events.projects.ProjectEvent.ProjectHandedOver;
import minutebook.events.projects.ProjectEvent.ProjectRenamed;
import minutebook.events.users.SessionEvent.SessionOpened;
import minutebook.events.users.UserEvent.EmailVerified;
import minutebook.events.users.UserEvent.ProfileEdited;
import minutebook.events.users.UserEvent.UserArchived;
import minutebook.queries.Cast;
import minutebook.queries.PaperBook;
import minutebook.queries.ProjectorRunner;
import minutebook.queries.ReadModels;
import minutebook.queries.Sql;
import minutebook.queries.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the views of the schema {@code analytics} show of a book. Events are a second apart. */
class AnalyticsIT {
    @RegisterExtension final TestDatabase database = new TestDatabase();

    private final PaperBook book = new PaperBook().given(Cast.all());

    @Test
    void every_view_and_every_column_is_described() throws Exception {
        List<String> bare =
                list(
                        """
                        select c.relname || '.' || coalesce(a.attname, '')
                        from pg_class c
                        left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
                        where c.relnamespace = cast('analytics' as regnamespace)
                            and (obj_description(c.oid) is null
                                or col_description(c.oid, a.attnum) is null)
                        """);
        assertEquals(List.of(), bare);
        List<String> views =
                list(
                        "select relname from pg_class where relkind = 'v' and relnamespace ="
                                + " cast('analytics' as regnamespace)");
        assertEquals(10, views.size(), views.toString());
        assertTrue(views.stream().allMatch(it -> it.matches("[a-z_]+_v[0-9]+")), views.toString());
    }

    @Test
    void the_columns_of_a_version_never_change() throws Exception {
        assertEquals(
                List.of(
                        "current_v1: position, recorded_at",
                        "logins_v1: day, person, logins",
                        "mails_v1: person, kind, caused_at, outcome, ended_at, took",
                        "memberships_v1: project, person, role, began_at, ended_at",
                        "messages_v1: day, project, person, messages, public, private, files,"
                                + " file_bytes, characters",
                        "notifications_v1: person, kind, project, sent_at, read_at, unread_for",
                        "people_v1: person, username, since, verified, archived, erased",
                        "project_sizes_v1: project, day, members, coaches, participants",
                        "projects_v1: project, title, owner, created_at, deleted_at",
                        "responses_v1: day, project, waiting, responding, waiting_since,"
                                + " responded_at, waited"),
                list(
                        """
                        select table_name || ': ' || string_agg(column_name, ', '
                            order by ordinal_position)
                        from information_schema.columns where table_schema = 'analytics'
                        group by table_name order by table_name
                        """));
    }

    @Test
    void people_are_shown_as_they_are_now_and_erased_ones_without_a_name() throws Exception {
        given(
                null,
                new EmailVerified(BEN),
                new UserArchived(BEN),
                new ProfileEdited(ANNA, "anna2", "A", "B"),
                new ProfileEdited(DORA, "[erased]", "[erased]", "[erased]"));

        assertEquals(
                List.of(
                        "1|anna2|false|false|false",
                        "2|ben|true|true|false",
                        "3|cleo|false|false|false",
                        "4||false|false|true",
                        "5|emil|false|false|false"),
                rows("person, username, verified, archived, erased", "people_v1", "person"));
        assertEquals(
                List.of("9|2021-08-06 22:58:08.123456"),
                rows("position, recorded_at at time zone 'UTC'", "current_v1", "position"));
    }

    @Test
    void memberships_are_intervals_and_sizes_those_of_the_end_of_a_day() throws Exception {
        given(
                ANNA,
                new ProjectCreated(BRIDGE, ANNA, "Bridge", List.of(CLEO), List.of(BEN)),
                new CoachDesignated(BRIDGE, BEN),
                new ParticipantInvited(BRIDGE, DORA),
                new MemberLeft(BRIDGE, CLEO),
                new ProjectRenamed(BRIDGE, "Bridges"),
                new ProjectHandedOver(BRIDGE, BEN));

        String seconds = "extract(second from began_at)::int, extract(second from ended_at)::int";
        assertEquals(
                List.of(
                        "1|owner|5|10",
                        "1|coach|10|",
                        "2|participant|5|6",
                        "2|coach|6|10",
                        "2|owner|10|",
                        "3|coach|5|8",
                        "4|participant|7|"),
                rows("person, role, " + seconds, "memberships_v1", "person, began_at"));
        assertEquals(
                List.of("2021-08-06|3|1|1"),
                rows("day, members, coaches, participants", "project_sizes_v1", "day"));

        given(BEN, new ProjectDeleted(BRIDGE));
        assertEquals(List.of("0"), rows("count(*)", "memberships_v1 where ended_at is null", "1"));
        assertEquals(List.of("0"), rows("members", "project_sizes_v1", "day"));
        assertEquals(
                List.of("7|Bridges|2|5|11"),
                rows(
                        "project, title, owner, extract(second from created_at)::int,"
                                + " extract(second from deleted_at)::int",
                        "projects_v1",
                        "project"));
    }

    @Test
    void messages_are_counted_and_a_response_ends_a_turn() throws Exception {
        given(ANNA, new ProjectCreated(BRIDGE, ANNA, "Bridge", List.of(), List.of(BEN, CLEO)));
        given(ANNA, said(ANNA, null, "one \uD83C\uDF09", null));
        given(ANNA, said(ANNA, null, "two", null));
        given(CLEO, said(CLEO, ANNA, "psst", null));
        given(BEN, said(BEN, null, null, new StoredFile("f".repeat(64), "", 700)));
        given(BEN, said(BEN, null, "b", null));
        given(ANNA, said(ANNA, null, "c", null));

        assertEquals(
                List.of("1|3|3|0|0|0|9", "2|2|2|0|1|700|1", "3|1|0|1|0|0|4"),
                rows(
                        "person, messages, public, private, files, file_bytes, characters",
                        "messages_v1",
                        "person"));
        assertEquals(
                List.of("2021-08-06|1|2|00:00:03", "2021-08-06|2|1|00:00:02"),
                rows("day, waiting, responding, waited", "responses_v1", "responded_at"));
    }

    @Test
    void notifications_were_read_when_somebody_first_said_so() throws Exception {
        given(ANNA, new ProjectCreated(BRIDGE, ANNA, "Bridge", List.of(), List.of(BEN, CLEO)));
        given(BEN, new NotificationsRead(BEN, 99));
        given(ANNA, new ProjectRenamed(BRIDGE, "Bridges"));
        given(BEN, new NotificationsRead(BEN, 6), new NotificationsRead(BEN, 8));
        given(BEN, new NotificationsRead(BEN, 8));

        assertEquals(
                List.of(
                        "2|add_into_project|7|00:00:01",
                        "2|edit_project|7|00:00:02",
                        "3|add_into_project|7|",
                        "3|edit_project|7|"),
                rows("person, kind, project, unread_for", "notifications_v1", "person, sent_at"));
    }

    @Test
    void mails_end_and_log_ins_are_counted_by_day() throws Exception {
        given(
                null,
                new MailRetried(DORA, 4),
                new MailRefused(ANNA, 1, MailKind.VERIFY_EMAIL, "550"));
        given(CLEO, new MailRetried(ANNA, 1));
        assertEquals(
                List.of("1|verify-email|retried|"),
                rows("person, kind, outcome, took", "mails_v1", "person"));
        given(
                null,
                new MailSent(ANNA, 1, MailKind.VERIFY_EMAIL),
                new MailSent(BEN, 2, MailKind.VERIFY_EMAIL),
                new SessionOpened(new UUID(0, 1), ANNA),
                new SessionOpened(new UUID(0, 2), ANNA));

        assertEquals(
                List.of("1|verify-email|sent|00:00:08", "2|verify-email|sent|00:00:08"),
                rows("person, kind, outcome, took", "mails_v1", "person"));
        assertEquals(List.of("2021-08-06|1|2"), rows("day, person, logins", "logins_v1", "day"));
    }

    private static MessageSent said(
            UserId sender,
            @Nullable UserId receiver,
            @Nullable String content,
            @Nullable StoredFile file) {
        String name = file == null ? null : "a.pdf";
        return new MessageSent(BRIDGE, sender, receiver, content, name, file, null);
    }

    /** Written, and then read by the projector up to the end. */
    private void given(@Nullable UserId actor, Event... events) throws Exception {
        book.given(actor, events);
        var runners =
                ProjectorRunner.of(List.of(new AnalyticsProjector()), book, database.source());
        try (var models = ReadModels.start(runners)) {
            assertTrue(models.await(book.head(), Duration.ofSeconds(20)));
        }
    }

    private List<String> rows(String columns, String view, String order) throws Exception {
        return list(
                "select concat_ws('|', %s) from analytics.%s order by %s"
                        .formatted(String.join(", ", shown(columns)), view, order));
    }

    /** Null shows as nothing. */
    private static List<String> shown(String columns) {
        return Arrays.stream(columns.split(", (?![^(]*\\))"))
                .map(it -> "coalesce(cast(" + it + " as text), '')")
                .toList();
    }

    private List<String> list(String sql) throws Exception {
        try (Connection connection = database.connect()) {
            return Sql.list(connection, sql, row -> row.getString(1));
        }
    }
}
