package minutebook.web;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import minutebook.events.users.Role;
import minutebook.web.start.CannotStart;

/**
 * What the operator typed: {@code grant <email> <role>}, or {@code revoke}.
 *
 * @param granted else revoked
 */
record RoleWish(boolean granted, String email, Role role) {

    /**
     * Empty: it is no such wish.
     *
     * @throws CannotStart if there is no such role
     */
    static Optional<RoleWish> of(String... arguments) {
        if (arguments.length != 3) {
            return Optional.empty();
        }
        return switch (arguments[0]) {
            case "grant" -> Optional.of(new RoleWish(true, arguments[1], role(arguments[2])));
            case "revoke" -> Optional.of(new RoleWish(false, arguments[1], role(arguments[2])));
            default -> Optional.empty();
        };
    }

    private static Role role(String text) {
        return Role.find(text)
                .orElseThrow(
                        () ->
                                new CannotStart(
                                        "'%s' is no role: it is one of %s."
                                                .formatted(text, all())));
    }

    private static String all() {
        return Arrays.stream(Role.values()).map(Role::text).collect(Collectors.joining(", "));
    }
}
