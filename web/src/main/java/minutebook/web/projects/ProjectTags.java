package minutebook.web.projects;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import minutebook.commands.Folded;
import minutebook.commands.projects.Project;
import minutebook.commands.projects.ProjectRefusal;
import minutebook.commands.projects.Projects;
import minutebook.events.ProjectId;
import minutebook.events.StreamId;
import minutebook.events.digest.Sha256;
import minutebook.queries.projects.FindProjects;
import minutebook.web.http.Answers;
import minutebook.web.http.Json;
import minutebook.web.http.Problem;
import minutebook.web.http.Problems;
import org.jspecify.annotations.Nullable;

/**
 * {@code ETag} and {@code If-Match} of projects (RFC 9110, 8.8.3 and 13.1.1). A tag is a hash of
 * what the client was shown. Thread-safe.
 */
public final class ProjectTags {
    private static final int BYTES = 12;

    private final Projects projects;
    private final FindProjects find;
    private final Answers answers;

    public ProjectTags(Projects projects, FindProjects find, Answers answers) {
        this.projects = projects;
        this.find = find;
        this.answers = answers;
    }

    /** The tag of a project as it is shown, with its quotes; {@code json}: its exact text. */
    static String of(byte[] json) {
        byte[] start = Arrays.copyOf(Sha256.of(json), BYTES);
        return '"' + Base64.getUrlEncoder().encodeToString(start) + '"';
    }

    /**
     * The version that a command is to be decided on because the client showed by {@code If-Match}
     * what it knows; null: any.
     *
     * @throws Problem 412 if that is no longer current
     */
    @Nullable Long required(ServerRequest request, ProjectId project) {
        if (!request.headers().contains(HeaderNames.IF_MATCH)) {
            return null;
        }
        List<String> known =
                request.headers().values(HeaderNames.IF_MATCH).stream().map(String::strip).toList();
        if (known.contains("*")) {
            return null;
        }
        Folded<Project> now = projects.states().latest(StreamId.of(project));
        if (!answers.settle(now.position())) {
            // An older item would match the tag of somebody who does not know the newer one.
            throw Problem.unavailable("The project cannot be compared now. Try again.");
        }
        boolean current =
                find.find(project)
                        .map(Json::write)
                        .map(ProjectTags::of)
                        .filter(known::contains)
                        .isPresent();
        if (!current) {
            throw Problems.of(ProjectRefusal.CHANGED_SINCE);
        }
        return now.version();
    }
}
