package minutebook.commands.users;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import minutebook.events.UserId;
import minutebook.events.users.Role;

/** What the rules remember of a user. */
public sealed interface User {

    record Unregistered() implements User {}

    /** An archived user is there for others to see, and can do nothing. */
    record Registered(
            UserId id,
            Profile profile,
            Password password,
            Mail mail,
            Set<Role> roles,
            boolean archived)
            implements User {

        public Registered {
            roles = Set.copyOf(roles);
        }

        /** As on the first day. */
        Registered(UserId id, Profile profile, UUID credential) {
            this(
                    id,
                    profile,
                    new Password(credential, List.of()),
                    new Mail(false, true),
                    Set.of(),
                    false);
        }

        public String email() {
            return profile.email();
        }

        public String username() {
            return profile.username();
        }

        public String firstName() {
            return profile.firstName();
        }

        public String lastName() {
            return profile.lastName();
        }

        /** Names the one row of the vault that the user's password is checked by. */
        public UUID credential() {
            return password.credential();
        }

        public boolean has(Role role) {
            return roles.contains(role);
        }

        Registered with(Profile newer) {
            return new Registered(id, newer, password, mail, roles, archived);
        }

        Registered with(Password newer) {
            return new Registered(id, profile, newer, mail, roles, archived);
        }

        Registered with(Mail newer) {
            return new Registered(id, profile, password, newer, roles, archived);
        }

        Registered with(Role role) {
            Set<Role> more = EnumSet.of(role);
            more.addAll(roles);
            return new Registered(id, profile, password, mail, more, archived);
        }

        Registered without(Role role) {
            Set<Role> fewer = EnumSet.allOf(Role.class);
            fewer.retainAll(roles);
            fewer.remove(role);
            return new Registered(id, profile, password, mail, fewer, archived);
        }

        /** Links that were mailed before are no way back in. */
        Registered asArchived() {
            var closed = new Password(credential(), List.of());
            return new Registered(id, profile, closed, mail, roles, true);
        }

        Registered asUnarchived() {
            return new Registered(id, profile, password, mail, roles, false);
        }
    }

    /** Was registered, and is nobody any more. */
    record Erased(UserId id) implements User {}

    record Profile(String email, String username, String firstName, String lastName) {
        boolean isNamed(String username, String firstName, String lastName) {
            return this.username.equals(username)
                    && this.firstName.equals(firstName)
                    && this.lastName.equals(lastName);
        }
    }

    /**
     * @param requests links to set a new one that were asked for and not used, oldest first; they
     *     end with the password
     */
    record Password(UUID credential, List<ResetRequest> requests) {
        private static final int REQUESTS_MAX = 5;

        public Password {
            requests = List.copyOf(requests);
        }

        boolean is(UUID other) {
            return credential.equals(other);
        }

        /** Whether a new password may be set by the link of {@code request}. */
        public boolean isResetBy(UUID request, Instant at) {
            return reset(request, at).isPresent();
        }

        /** The link of {@code request}; empty: it is not good, or no longer. */
        public Optional<ResetRequest> reset(UUID request, Instant at) {
            return requests.stream()
                    .filter(it -> it.id().equals(request) && it.isGood(at))
                    .findFirst();
        }

        Password with(ResetRequest request) {
            List<ResetRequest> newest = new ArrayList<>(requests);
            newest.add(request);
            int tooMany = Math.max(0, newest.size() - REQUESTS_MAX);
            return new Password(credential, newest.subList(tooMany, newest.size()));
        }
    }

    /**
     * @param verified the user gets what is mailed to their address
     * @param projects the user wants to be told of projects by mail
     */
    record Mail(boolean verified, boolean projects) {}
}
