package minutebook.web.projects;

import io.helidon.webserver.http.ServerRequest;
import minutebook.commands.projects.ProjectRefusal;
import minutebook.events.ProjectId;
import minutebook.web.http.Problems;

/** The project that a path names. */
public final class ProjectPath {
    private ProjectPath() {}

    /**
     * Throws the 404 of a project that does not exist if it is named otherwise than by its number.
     */
    public static ProjectId of(ServerRequest request) {
        String name = request.path().pathParameters().get("project");
        try {
            long number = Long.parseLong(name);
            if (number > 0 && name.equals(Long.toString(number))) {
                return new ProjectId(number);
            }
        } catch (NumberFormatException noNumber) {
            // Told below: no project has such a name.
        }
        throw Problems.of(ProjectRefusal.PROJECT_NOT_FOUND);
    }
}
