package minutebook.web.cluster;

import java.nio.charset.StandardCharsets;

/** A text that is waited for, in pieces as they come: the statement whose reply is to be lost. */
record ReplyCut(String text) {

    /**
     * Whether it is in what a connection has sent.
     *
     * @param before the end of what came before this piece
     */
    boolean isIn(String before, byte[] piece) {
        return (before + latin(piece)).contains(text);
    }

    /** As much of the end of a piece as may be the beginning of the text. */
    String rest(String before, byte[] piece) {
        String all = before + latin(piece);
        return all.substring(Math.max(0, all.length() - text.length() + 1));
    }

    /** A character a byte. */
    private static String latin(byte[] piece) {
        return new String(piece, StandardCharsets.ISO_8859_1);
    }
}
