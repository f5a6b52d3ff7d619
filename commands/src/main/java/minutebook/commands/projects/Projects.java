package minutebook.commands.projects;

import java.util.Optional;
import minutebook.commands.Folded;
import minutebook.commands.States;
import minutebook.commands.projects.Project.Open;
import minutebook.events.ProjectId;
import minutebook.events.StreamId;
import minutebook.events.book.Book;
import minutebook.events.book.RecordedEvent;
import minutebook.events.projects.ProjectEvent;

/** The projects as the book has them; those used last are remembered. Thread-safe. */
public final class Projects {
    private static final int REMEMBERED_MAX = 10_000;

    private final States<Project> states;

    public Projects(Book book) {
        this.states =
                States.of(
                        book::readStream, new ProjectDecider(), ProjectEvent.class, REMEMBERED_MAX);
    }

    /** The project as this node knows it: at once, but another node's last may be missing. */
    public Optional<Open> find(ProjectId project) {
        return open(states.known(StreamId.of(project)));
    }

    /**
     * The project as this node remembers it, if that is no older than the event at {@code
     * position}, which was the project's last when it happened. Never reads.
     */
    public Optional<Open> remembered(ProjectId project, long position) {
        return states.remembered(StreamId.of(project))
                .filter(it -> it.position() >= position)
                .flatMap(Projects::open);
    }

    /** The project as the book has it at this moment: always reads. */
    public Optional<Open> findLatest(ProjectId project) {
        return open(states.latest(StreamId.of(project)));
    }

    private static Optional<Open> open(Folded<Project> project) {
        return project.state() instanceof Open it ? Optional.of(it) : Optional.empty();
    }

    /** What another node wrote is known here from now on: see {@link States#heard}. */
    public void heard(RecordedEvent recorded) {
        if (recorded.event() instanceof ProjectEvent) {
            states.heard(recorded);
        }
    }

    /** What commands about projects, and talk in them, are decided on. */
    public States<Project> states() {
        return states;
    }
}
