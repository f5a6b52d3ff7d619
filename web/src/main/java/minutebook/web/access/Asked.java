package minutebook.web.access;

import io.helidon.webserver.http.ServerRequest;
import minutebook.events.book.CommandId;

/**
 * A command as it came over HTTP.
 *
 * @param id what its events are to be written under: the same for each repetition
 */
public record Asked(ServerRequest request, Caller caller, CommandId id) {}
