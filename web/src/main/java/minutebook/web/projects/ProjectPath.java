package minutebook.web.projects;

import io.helidon.webserver.http.ServerRequest;
import minutebook.commands.projects.ProjectRefusal;
import minutebook.events.ProjectId;
import minutebook.web.http.PathNumber;
import minutebook.web.http.Problems;

/** The project that a path names. */
public final class ProjectPath {
    private ProjectPath() {}

    /**
     * Throws the 404 of a project that does not exist if it is named otherwise than by its number.
     */
    public static ProjectId of(ServerRequest request) {
        return new ProjectId(
                PathNumber.of(request, "project")
                        .orElseThrow(() -> Problems.of(ProjectRefusal.PROJECT_NOT_FOUND)));
    }
}
