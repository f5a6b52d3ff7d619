package minutebook.web.soak.client;

/** What is said names its room: a message does not say by itself where it was said. */
final class Content {
    private Content() {}

    static String of(long project, String text) {
        return project + ": " + text;
    }

    /** 0: it does not say. */
    static long project(String content) {
        String number = content.split(":", 2)[0];
        return number.matches("[0-9]{1,18}") ? Long.parseLong(number) : 0;
    }
}
