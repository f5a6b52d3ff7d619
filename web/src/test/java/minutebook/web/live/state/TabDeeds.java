package minutebook.web.live.state;

/** What becomes of a page: it looks, drops, returns, and is loaded anew. */
final class TabDeeds {
    private TabDeeds() {}

    static void look(History history, Tab tab, Step step) throws Exception {
        tab.look();
        history.note(tab + " has looked");
    }

    static void dropStream(History history, Tab tab, Step step) {
        tab.drop();
        history.note(tab + " has lost its stream");
    }

    static void dropSocket(History history, Tab tab, Step step) {
        tab.seat().drop(tab.screen());
        history.note(tab + " has lost its socket");
    }

    static void comeBack(History history, Tab tab, Step step) throws Exception {
        tab.comeBack(history.node(step.node()), step.which() % 2 == 0);
        history.note(tab + " is back");
    }

    static void load(History history, Tab tab, Step step) throws Exception {
        tab.load(history.node(step.node()));
        history.note(tab + " is loaded anew");
    }
}
