package minutebook.web;

import java.io.IOException;
import java.nio.file.Path;
import minutebook.events.book.PostgresBook;
import minutebook.web.database.Database;
import minutebook.web.database.Replicas;
import minutebook.web.http.Routes;
import minutebook.web.proof.CheckpointFile;
import minutebook.web.proof.CheckpointRoutes;
import minutebook.web.proof.Checkpoints;
import minutebook.web.proof.Notary;
import minutebook.web.proof.SigningKey;
import minutebook.web.proof.VerifyRoutes;
import minutebook.web.start.CannotStart;
import minutebook.web.start.Lifetime;
import minutebook.web.watch.Part;

/** What proves that the book is whole. Only wiring. */
record ProofSide(
        CheckpointFile file, SigningKey key, Notary notary, Database database, PostgresBook book) {

    /** Begins to sign. Throws {@link CannotStart} if what was signed before cannot be read. */
    static ProofSide start(
            Settings settings, Database database, WriteSide write, Gate gate, Lifetime lifetime) {
        try {
            Path folder = Checkpoints.folder(settings.dataDir());
            SigningKey key = SigningKey.open(folder);
            CheckpointFile file = Checkpoints.file(folder);
            Notary notary = Notary.of(database.connecting(), key, file, gate.clock());
            lifetime.begin(() -> notary.start(settings.checkpointInterval()));
            return new ProofSide(file, key, notary, database, write.book());
        } catch (IOException unreadable) {
            throw new CannotStart(
                    "DATA_DIR is '%s', whose checkpoints cannot be used: %s."
                            .formatted(settings.dataDir(), unreadable.getMessage()),
                    unreadable);
        }
    }

    void routing(Routes routes, Gate gate) {
        new VerifyRoutes(
                        gate.queries(),
                        gate.roles(),
                        database.replicas()
                                        .inFrontOfOutside(
                                                database.outsidePool(),
                                                Replicas.allOf(book),
                                                Edge.REPLICA_PATIENCE)
                                ::getConnection,
                        file,
                        key.verifyingKey())
                .routing(routes);
        new CheckpointRoutes(gate.queries(), gate.roles(), file, key.verifyingKey())
                .routing(routes);
    }

    /** The node is ready, whatever it is: people work on, and who watches is told. */
    Part health() {
        // Seen at once, where the notary looks at intervals.
        return book.problem()
                .or(notary::problem)
                .map(problem -> Part.up().with("warning", problem))
                .orElseGet(Part::up);
    }
}
