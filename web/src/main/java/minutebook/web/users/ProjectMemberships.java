package minutebook.web.users;

import minutebook.commands.erasure.Memberships;
import minutebook.events.UserId;
import minutebook.events.book.AppendFailure.BookUnavailable;
import minutebook.events.book.Book;
import minutebook.queries.projects.FindProjects;
import minutebook.web.http.Answers;

/** Who is in which projects, from the read model: as new as the book was when it was asked. */
public final class ProjectMemberships implements Memberships {
    private final Book book;
    private final Answers answers;
    private final FindProjects find;

    public ProjectMemberships(Book book, Answers answers, FindProjects find) {
        this.book = book;
        this.answers = answers;
        this.find = find;
    }

    @Override
    public Found of(UserId user) {
        long position = book.head();
        if (!answers.settle(position)) {
            throw new BookUnavailable("The read models are behind the book");
        }
        return new Found(position, find.ofMember(user));
    }
}
