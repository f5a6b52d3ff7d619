package minutebook.web.soak.client;

/** What is counted in a run, for those who watch. */
public enum Counted {
    COMMANDS_DONE("commands done"),
    COMMANDS_REFUSED("commands refused"),
    COMMANDS_UNKNOWN("commands of which nobody knows"),
    COMMANDS_REPEATED("commands asked again"),
    READINGS("questions answered"),
    READINGS_NOT_SERVED("questions not answered"),
    NOTIFICATIONS("notifications delivered"),
    HINTS("hints delivered"),
    MESSAGES("messages delivered"),
    STREAMS_OPENED("streams opened"),
    SOCKETS_OPENED("sockets opened"),
    SILENCES("streams that fell silent");

    private final String text;

    Counted(String text) {
        this.text = text;
    }

    /** As people read it. */
    @Override
    public String toString() {
        return text;
    }
}
