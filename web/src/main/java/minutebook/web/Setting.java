package minutebook.web;

import minutebook.web.database.DatabaseUrl;
import minutebook.web.mail.transport.MailUrl;
import minutebook.web.mail.transport.Mailbox;

/** The settings there are, each with what is allowed, by the name that it has everywhere. */
enum Setting {
    PORT("a whole number from 0 to 65535 (0: any that is free)", "where the server listens"),
    HOST(
            "a name or address of this machine",
            "whom it listens to: 127.0.0.1 this machine, 0.0.0.0 all"),
    DATA_DIR(
            "a folder that this user can write to",
            "the embedded database, the auditors' signing key, mail files"),
    DATABASE_URL(
            DatabaseUrl.FORMS, "a PostgreSQL 15 or newer of one's own; empty: the embedded one"),
    DATABASE_REPLICA_URL(
            "one or more of the same, with commas between",
            "streaming replicas of DATABASE_URL, from which queries, audits and charts are read;"
                    + " empty: none"),
    PUBLIC_URL(
            "a URL http://… or https://…, without a path",
            "where browsers find this server; empty: HOST and PORT"),
    ALLOWED_ORIGINS(
            "origins like https://example.org, with commas between",
            "other web sites whose scripts may ask; empty: none"),
    TRUSTED_PROXIES(
            "IP addresses or networks like 10.0.0.0/8, with commas between",
            "whose X-Forwarded-For tells the client's address; empty: nobody's"),
    OBSERVERS(
            "IP addresses or networks like 10.0.0.0/8, with commas between",
            "who may see measures and the details of health; empty: this machine alone"),
    TOKEN_MINUTES("a whole number from 1 to 10080", "how long a login lasts"),
    RATE_LIMITS(
            "on, or off with a HOST of loopback",
            "whether the eager are held back; off for benchmarks"),
    LOG_FORMAT("text or json", "the form of the log on stderr"),
    LOG_REQUESTS("on or off", "whether the log has a line for each request"),
    MAIL_URL(MailUrl.FORMS, "where mail goes; empty: files in DATA_DIR/mail"),
    MAIL_FROM(Mailbox.FORMS, "whom mail comes from"),
    MAIL_REPLY_TO(Mailbox.FORMS, "whom answers to mail go to; empty: MAIL_FROM"),
    CHECKPOINT_MINUTES(
            "a whole number from 1 to 1440",
            "how often the book is verified and signed, in DATA_DIR/checkpoints");

    private final String allowed;
    private final String meaning;

    Setting(String allowed, String meaning) {
        this.allowed = allowed;
        this.meaning = meaning;
    }

    /** What is allowed, so that "… must be" can stand before it. */
    String allowed() {
        return allowed;
    }

    /** What it is for, in a few words. */
    String meaning() {
        return meaning;
    }
}
