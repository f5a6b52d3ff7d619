package minutebook.web;

import java.util.List;
import minutebook.events.UserId;
import minutebook.queries.ProjectorRunner;
import minutebook.queries.ReadModels;
import minutebook.web.database.Database;
import minutebook.web.http.Answers;
import minutebook.web.live.presence.Place;
import minutebook.web.live.presence.Presence;
import minutebook.web.mail.OutboxRoutes;
import minutebook.web.mail.outbox.Clerk;
import minutebook.web.mail.outbox.FindMails;
import minutebook.web.mail.outbox.Letters;
import minutebook.web.mail.outbox.MailWay;
import minutebook.web.mail.outbox.OutboxProjector;
import minutebook.web.mail.outbox.PostOffice;
import minutebook.web.start.Lifetime;

/** Which mails follow from the book, and how they go out. Only wiring. */
record MailSide(ProjectorRunner outbox, ReadModels following, PostOffice office, MailWay way) {

    /** Begins to note what is to be mailed; nothing goes out yet. */
    static MailSide open(
            Settings settings,
            Database database,
            WriteSide write,
            Presence presence,
            MailWay way,
            Lifetime lifetime) {
        var office = new PostOffice(database.application(), write.book(), way.pace());
        var projector =
                new OutboxProjector(
                        write.users(),
                        user -> isHere(presence, user),
                        settings.rateLimits(),
                        office::ring);
        var outbox = new ProjectorRunner(projector, write.book(), database.outsidePool(), "mail");
        ReadModels following = lifetime.begin(() -> ReadModels.start(List.of(outbox)));
        return new MailSide(outbox, following, office, way);
    }

    private static boolean isHere(Presence presence, UserId user) {
        return presence.isAt(Place.STREAM, user) || presence.isAt(Place.SOCKET, user);
    }

    OutboxRoutes routes(Database database, WriteSide write, ReadSide read, Gate gate) {
        return new OutboxRoutes(
                gate.queries(),
                gate.commands(),
                write.mailCommands(),
                write.users(),
                new FindMails(database.application(), read.users()),
                new Answers(following));
    }

    /** Sends, from now on. */
    void start(WriteSide write, Letters letters, Gate gate, Lifetime lifetime) {
        var clerk = new Clerk(write.book(), write.users(), write.projects(), letters, gate.clock());
        lifetime.begin(
                () -> {
                    office.start(clerk, way.transports());
                    return office;
                });
    }
}
