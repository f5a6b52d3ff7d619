package minutebook.web.live.state;

import java.util.List;

/**
 * One thing that happens in a history. Its numbers say nothing by themselves: each is taken modulo
 * what there is to choose from then, so that a history without one of its steps is one, too.
 *
 * @param tab by whose tab
 * @param node through which node
 * @param which to which project, message …
 * @param whom to whom
 */
record Step(Kind kind, int tab, int node, int which, int whom) {

    static <T> T pick(List<T> those, int number) {
        return those.get(number % those.size());
    }

    @Override
    public String toString() {
        return "%s %d %d %d %d".formatted(kind, tab, node, which, whom);
    }
}
