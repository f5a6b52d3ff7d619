package minutebook.web;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import minutebook.events.UserId;
import minutebook.queries.ProjectorRunner;
import minutebook.queries.ReadModels;
import minutebook.web.database.Database;
import minutebook.web.http.Answers;
import minutebook.web.http.Routes;
import minutebook.web.live.presence.Place;
import minutebook.web.live.presence.Presence;
import minutebook.web.mail.ErasedMail;
import minutebook.web.mail.OutboxRoutes;
import minutebook.web.mail.PreviewRoutes;
import minutebook.web.mail.letters.LetterWriter;
import minutebook.web.mail.outbox.Clerk;
import minutebook.web.mail.outbox.FindMails;
import minutebook.web.mail.outbox.MailWay;
import minutebook.web.mail.outbox.OutboxProjector;
import minutebook.web.mail.outbox.PostOffice;
import minutebook.web.mail.transport.MailFiles;
import minutebook.web.mail.transport.MailUrl;
import minutebook.web.start.Lifetime;
import minutebook.web.users.Links;

/** Which mails follow from the book, and how they go out. Only wiring. */
record MailSide(
        ProjectorRunner outbox,
        ReadModels following,
        PostOffice office,
        LetterWriter letters,
        CompletableFuture<URI> publicUrl,
        MailWay way,
        Optional<ErasedMail> erased) {

    /** Begins to note what is to be mailed; nothing goes out yet. */
    static MailSide open(
            Settings settings,
            Database database,
            WriteSide write,
            Presence presence,
            Links links,
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
        var publicUrl = new CompletableFuture<URI>();
        var letters =
                new LetterWriter(
                        settings.mailFrom(),
                        settings.mailReplyTo(),
                        write.book().epoch(),
                        publicUrl::join,
                        links);
        return new MailSide(
                outbox, following, office, letters, publicUrl, way, erased(settings, write));
    }

    /** Empty: mails do not become files here. */
    static Optional<ErasedMail> erased(Settings settings, WriteSide write) {
        return settings.mailUrl() instanceof MailUrl.Folder folder
                ? Optional.of(
                        new ErasedMail(write.book(), write.users(), new MailFiles(folder.path())))
                : Optional.empty();
    }

    private static boolean isHere(Presence presence, UserId user) {
        return presence.isAt(Place.STREAM, user) || presence.isAt(Place.SOCKET, user);
    }

    void routing(Routes routes, Database database, WriteSide write, ReadSide read, Gate gate) {
        new OutboxRoutes(
                        gate.queries(),
                        gate.commands(),
                        write.mailCommands(),
                        gate.roles(),
                        new FindMails(database.application(), read.users()),
                        office,
                        new Answers(following))
                .routing(routes);
        new PreviewRoutes(gate.queries(), gate.roles(), letters).routing(routes);
    }

    /**
     * Sends, from now on, until somebody closes the office. {@code foundAt}: what links begin with.
     */
    void start(URI foundAt, WriteSide write, Gate gate, Lifetime lifetime) {
        publicUrl.complete(foundAt);
        erased.ifPresent(
                it ->
                        lifetime.begin(
                                () -> {
                                    it.start();
                                    return it;
                                }));
        var clerk = new Clerk(write.book(), write.users(), write.projects(), letters, gate.clock());
        office.start(clerk, way.transports());
    }
}
