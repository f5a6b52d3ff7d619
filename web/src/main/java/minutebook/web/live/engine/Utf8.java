package minutebook.web.live.engine;

/** Tells text from bytes that only look like it. */
final class Utf8 {

    private Utf8() {}

    /**
     * Whether these bytes are well-formed UTF-8: no overlong form, no surrogate, nothing over
     * U+10FFFF.
     */
    static boolean isValid(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            byte lead = bytes[at++];
            if (lead < 0) {
                int more = continuations(bytes, lead & 0xFF, at, to);
                if (more == 0) {
                    return false;
                }
                at += more;
            }
        }
        return true;
    }

    /** How many well-formed bytes follow the lead; 0 if it is none or they are not there. */
    private static int continuations(byte[] bytes, int lead, int at, int to) {
        int count =
                lead >= 0xC2 && lead <= 0xDF
                        ? 1
                        : lead >= 0xE0 && lead <= 0xEF ? 2 : lead >= 0xF0 && lead <= 0xF4 ? 3 : 0;
        if (count == 0 || at + count > to) {
            return 0;
        }
        int second = bytes[at] & 0xFF;
        int low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        int high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        if (second < low || second > high) {
            return 0;
        }
        for (int i = 1; i < count; i++) {
            if ((bytes[at + i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return count;
    }
}
