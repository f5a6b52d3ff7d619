package minutebook.web.mail.transport;

/**
 * A mail as it goes out.
 *
 * @param name tells it from all others, in letters, digits, {@code -} and {@code .}: the same mail
 *     has the same name whenever it is made
 * @param from the bare address that errors come back to (MAIL FROM)
 * @param to the bare address of the one recipient (RCPT TO)
 * @param message the whole of it as RFC 5322 has it: ASCII, lines of at most 998 characters that
 *     end with CR LF
 */
public record Mail(String name, String from, String to, byte[] message) {}
