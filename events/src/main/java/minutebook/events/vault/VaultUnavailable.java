package minutebook.events.vault;

/** The database did not answer, so the vault could neither be read nor written. */
public final class VaultUnavailable extends RuntimeException {
    public VaultUnavailable(Throwable cause) {
        super("The vault cannot be reached", cause);
    }
}
