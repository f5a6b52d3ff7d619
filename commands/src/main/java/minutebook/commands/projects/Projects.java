package minutebook.commands.projects;

import minutebook.commands.States;
import minutebook.events.book.Book;
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

    /** What commands about projects, and talk in them, are decided on. */
    public States<Project> states() {
        return states;
    }
}
