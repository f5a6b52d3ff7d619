package minutebook.web.access;

/**
 * What one Argon2id hash costs who logs in, and who tries passwords. A hash carries its own, so
 * that those of different costs stand side by side.
 *
 * @param memoryKib in KiB, 8 at least
 * @param passes over that memory
 */
public record HashCost(int memoryKib, int passes) {

    /** OWASP, Password Storage Cheat Sheet: 19 MiB, 2 passes, 1 lane. */
    public static final HashCost OWASP = new HashCost(19_456, 2);
}
