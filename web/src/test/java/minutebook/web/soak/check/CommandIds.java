package minutebook.web.soak.check;

import minutebook.web.soak.check.Operation.Request;

/** By which id the book knows what somebody sent under a key: all attempts are one command. */
@FunctionalInterface
public interface CommandIds {
    String of(long actor, Request request);
}
