package minutebook.web.live.state;

/** What becomes of a page: it looks, drops, returns, and is loaded anew. */
final class TabDeeds {
    private TabDeeds() {}

    static void look(Turn turn) throws Exception {
        turn.tab().look();
        turn.note(" has looked");
    }

    static void dropStream(Turn turn) {
        turn.tab().drop();
        turn.note(" has lost its stream");
    }

    static void dropSocket(Turn turn) {
        turn.tab().seat().drop(turn.tab().screen());
        turn.note(" has lost its socket");
    }

    static void comeBack(Turn turn) throws Exception {
        turn.tab().comeBack(turn.user().server(), turn.step().which() % 2 == 0);
        turn.note(" is back");
    }

    static void load(Turn turn) throws Exception {
        turn.tab().load(turn.user().server());
        turn.note(" is loaded anew");
    }
}
