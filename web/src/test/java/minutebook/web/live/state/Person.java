package minutebook.web.live.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import minutebook.web.TestUser;
import minutebook.web.TestUser.Reply;

/** Somebody at a browser, which may have several tabs. */
final class Person {
    private final List<Tab> tabs = new ArrayList<>();
    private TestUser user;
    private boolean archived;

    Person(TestUser user) {
        this.user = user;
    }

    TestUser user() {
        return user;
    }

    long id() {
        return user.id();
    }

    boolean isArchived() {
        return archived;
    }

    /** A new tab, which shows nothing before it is loaded. */
    Tab tab() {
        var tab = new Tab(this, tabs.size() + 1);
        tabs.add(tab);
        return tab;
    }

    /** Whoever asks anew, forgets the tabs. */
    void closeTabs() {
        tabs.forEach(Tab::close);
        tabs.clear();
    }

    /** What the answer of an own command tells: to all tabs, since the server tells none. */
    void did(long position, Consumer<Screen> what) {
        tabs.forEach(it -> it.own(position, what));
    }

    void wasArchived() throws InterruptedException {
        archived = true;
        for (Tab tab : tabs) {
            tab.awaitCutOff();
        }
    }

    /** Unarchived: the tokens from before stay dead. */
    void logIn() {
        Reply reply =
                TestUser.nobody(user.server())
                        .post(
                                "/auth/login",
                                "{\"email\": \"%s\", \"password\": \"%s\"}"
                                        .formatted(user.email(), TestUser.PASSWORD));
        assertEquals(200, reply.status(), () -> reply.json().toString());
        user = user.withToken(reply.at("/authorization").textValue());
        archived = false;
    }
}
