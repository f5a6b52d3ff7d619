package minutebook.web.mail.letters;

import minutebook.events.mail.MailKind;

/**
 * What a person reads: the same in two forms, of which their mail program shows one.
 *
 * @param subject in one line
 * @param text lines that end with LF
 * @param html a whole document that loads nothing
 */
public record Letter(MailKind kind, String subject, String text, String html) {}
