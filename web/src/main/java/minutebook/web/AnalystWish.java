package minutebook.web;

import java.util.Optional;
import minutebook.web.database.AnalystAccess;

/**
 * What the operator typed: {@code analyst-access <name> [--renew|--revoke]}.
 *
 * @param name of the login, checked
 */
record AnalystWish(String name, Kind kind) {

    enum Kind {
        OPEN,
        RENEW,
        REVOKE
    }

    static boolean isOne(String... arguments) {
        return arguments.length > 0 && arguments[0].equals("analyst-access");
    }

    /**
     * Reads them, in either order.
     *
     * @throws WrongArguments if they are not a name and at most one option
     */
    static AnalystWish of(String... arguments) {
        Optional<String> name = Optional.empty();
        Kind kind = Kind.OPEN;
        for (int i = 1; i < arguments.length; i++) {
            String it = arguments[i];
            if (it.startsWith("-") && kind == Kind.OPEN) {
                kind = kind(it);
            } else if (name.isEmpty() && !it.startsWith("-")) {
                name = Optional.of(it);
            } else {
                throw new WrongArguments("'%s' is one too many.".formatted(it));
            }
        }
        String chosen =
                name.orElseThrow(
                        () ->
                                new WrongArguments(
                                        "A name is needed: analyst-access <name> [--renew|--revoke]."));
        if (!AnalystAccess.isName(chosen)) {
            throw new WrongArguments(
                    "'%s' is no name for a login: it is %s."
                            .formatted(chosen, AnalystAccess.NAMES));
        }
        return new AnalystWish(chosen, kind);
    }

    private static Kind kind(String option) {
        return switch (option) {
            case "--renew" -> Kind.RENEW;
            case "--revoke" -> Kind.REVOKE;
            default ->
                    throw new WrongArguments(
                            "'%s' is not understood: it is --renew or --revoke.".formatted(option));
        };
    }
}
