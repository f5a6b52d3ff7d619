package minutebook.commands.messages;

import java.util.Locale;
import java.util.Set;
import minutebook.commands.Fields;
import minutebook.events.ProjectId;
import minutebook.events.UserId;
import org.jspecify.annotations.Nullable;

/**
 * A message as a client wrote it, before anything is known of its worth (contract 1.2 and 4.2).
 * Whatever is absent is null.
 *
 * @param senderId if there, the token's user
 * @param receiverId null or 0: to all members
 * @param fileBase64 a data URL
 */
public record MessageDraft(
        @Nullable Long senderId,
        @Nullable Long receiverId,
        @Nullable String content,
        @Nullable String fileName,
        @Nullable String fileBase64,
        @Nullable String clientMessageId) {

    public static final int CONTENT_LENGTH_MAX = 10_000;
    public static final int FILE_NAME_LENGTH_MAX = 255;
    public static final int FILE_SIZE_MAX = 10 * 1024 * 1024;
    public static final int CLIENT_MESSAGE_ID_LENGTH_MAX = 64;

    private static final Set<String> EXTENSIONS =
            Set.of("txt", "pdf", "png", "jpg", "jpeg", "gif", "doc");

    /**
     * The command that it makes.
     *
     * @throws minutebook.commands.InvalidInput naming all faulty fields
     */
    public SendMessage command(ProjectId project, UserId by) {
        var fields = new Fields();
        requireSender(fields, by);
        UserId receiver = receiver(fields);
        String said = fields.lines("content", orEmpty(content), CONTENT_LENGTH_MAX);
        Attachment attachment = attachment(fields, said.isEmpty());
        String ownName = clientMessageId(fields);
        fields.requireValid();
        return new SendMessage(
                project, by, receiver, said.isEmpty() ? null : said, attachment, ownName);
    }

    private void requireSender(Fields fields, UserId by) {
        if (senderId != null && senderId != by.value()) {
            fields.fault("sender_id", "'sender_id' must be your own id.");
        }
    }

    private @Nullable UserId receiver(Fields fields) {
        if (receiverId == null || receiverId == 0) {
            return null;
        }
        if (receiverId < 0) {
            fields.fault("receiver_id", "'receiver_id' must be a user's id.");
            return null;
        }
        return new UserId(receiverId);
    }

    private @Nullable Attachment attachment(Fields fields, boolean isAllThereIs) {
        boolean named = !isAbsent(fileName);
        boolean filled = !isAbsent(fileBase64);
        if (!named && !filled) {
            if (isAllThereIs) {
                fields.missing("content");
            }
            return null;
        }
        String name = fileName(fields);
        DataUrl data = filled ? data(fields, orEmpty(fileBase64)) : null;
        if (!filled) {
            fields.missing("file_base64");
        }
        return data == null || fields.isFaulty("file_name") ? null : Attachment.of(name, data);
    }

    private String fileName(Fields fields) {
        String name = fields.line("file_name", orEmpty(fileName), FILE_NAME_LENGTH_MAX);
        if (name.indexOf('/') >= 0 || name.indexOf('\\') >= 0) {
            fields.fault("file_name", "'file_name' must not contain '/' or '\\'.");
        }
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (name.indexOf('.') < 0 || !EXTENSIONS.contains(extension)) {
            fields.fault(
                    "file_name",
                    "'file_name' must be allowed extensions in"
                            + " {txt, pdf, png, jpg, jpeg, gif, doc}");
        }
        return name;
    }

    private @Nullable String clientMessageId(Fields fields) {
        String value = orEmpty(clientMessageId);
        return value.isBlank()
                ? null
                : fields.line("client_message_id", value, CLIENT_MESSAGE_ID_LENGTH_MAX);
    }

    private static @Nullable DataUrl data(Fields fields, String text) {
        // Looked at before anything is decoded, so that nobody makes us decode more than a file.
        if (text.length() > DataUrl.lengthMax(FILE_SIZE_MAX)) {
            tooLarge(fields);
            return null;
        }
        DataUrl data = DataUrl.parse(text).orElse(null);
        if (data == null) {
            fields.fault("file_base64", "'file_base64' must be a data URL in Base64.");
        } else if (data.size() > FILE_SIZE_MAX) {
            tooLarge(fields);
        }
        return data;
    }

    private static void tooLarge(Fields fields) {
        fields.fault("file_base64", "'file_base64' must be a file of at most 10 MB.");
    }

    private static boolean isAbsent(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** Tells nothing of what is said. */
    @Override
    public String toString() {
        return "MessageDraft[]";
    }
}
