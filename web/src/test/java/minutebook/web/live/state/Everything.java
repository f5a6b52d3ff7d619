package minutebook.web.live.state;

import static minutebook.web.live.state.Kind.*;

import java.util.List;

/** A history in which everything happens at least once. */
final class Everything {
    // The tabs, as a history opens them.
    private static final int ANNA = 0;
    private static final int BEN = 1;
    private static final int CLEO = 2;
    private static final int EMIL = 3;
    private static final int DORA = 4;
    private static final int ANNA_TOO = 5;

    static final List<Step> STEPS =
            List.of(
                    // Anna's project: Cleo coaches, Ben takes part.
                    new Step(ENTER, ANNA, 0, 0, 0),
                    new Step(ENTER, BEN, 1, 0, 0),
                    new Step(ENTER, ANNA_TOO, 1, 0, 0),
                    new Step(SAY, ANNA, 0, 0, 0),
                    new Step(SAY, CLEO, 1, 0, 0),
                    new Step(TALK, CLEO, 0, 0, 0),
                    new Step(SAY_TO_ONE, ANNA, 1, 0, 2),
                    new Step(SEND_FILE, BEN, 1, 0, 0),
                    new Step(RENAME, ANNA, 1, 0, 0),
                    new Step(INVITE, BEN, 0, 0, 0),
                    new Step(DESIGNATE, CLEO, 0, 0, 0),
                    new Step(WITHDRAW, ANNA, 1, 0, 0),
                    new Step(DROP_STREAM, BEN, 0, 0, 0),
                    new Step(DROP_SOCKET, BEN, 0, 0, 0),
                    new Step(REMOVE, ANNA, 1, 0, 0),
                    new Step(SAY, ANNA, 1, 0, 0),
                    new Step(COME_BACK, BEN, 0, 0, 0),
                    new Step(LEAVE, EMIL, 0, 0, 0),
                    new Step(MARK_READ, CLEO, 0, 1, 0),
                    new Step(LOAD, ANNA_TOO, 0, 1, 0),
                    new Step(LOOK, BEN, 0, 0, 0),
                    new Step(GO_OUT, ANNA, 0, 0, 0),
                    new Step(CREATE, EMIL, 0, 0, 2 + 3 * 1),
                    new Step(HAND_OVER, ANNA, 0, 0, 1),
                    new Step(REGISTER, DORA, 1, 0, 0),
                    new Step(EDIT_PROFILE, CLEO, 1, 0, 0),
                    new Step(GRANT_ADMIN, DORA, 1, 0, 1),
                    new Step(REVOKE_ADMIN, DORA, 0, 0, 1),
                    new Step(ARCHIVE, DORA, 1, 0, 1),
                    new Step(UNARCHIVE, DORA, 1, 0, 0),
                    new Step(COME_BACK, BEN, 1, 1, 0),
                    new Step(DELETE, BEN, 1, 0, 0));

    /** What it is told with: each row of the contract's table (1.1), and the user's own (4.1). */
    static final List<String> TOLD =
            List.of(
                    "add_into_project.*You was added into .*\"data\":\\{.*\"owner\":",
                    "add_into_project.*The new participant .*\"data\":\\{.*\"username\":",
                    "delete_project.* was removed by ",
                    "edit_project.* become the new tilte .*\"data\":\\{\"project_title\":",
                    "edit_project.* left the project.*\"data\":\\{\"user_id\":",
                    "edit_project.*You was designated new coach ",
                    "edit_project.*' was designated new coach .*\"data\":\\{\"user_id\":",
                    "edit_project.*You was withdrew from coach ",
                    "edit_project.*' was withdrew from coach, .*\"data\":\\{\"user_id\":",
                    "edit_project.*You was removed in the project ",
                    "edit_project.*' was removed in the project .*\"data\":\\{\"user_id\":",
                    "admin_user.*You become an admin.",
                    "admin_user.*You become a normal.",
                    "archive_user.*You was archived.");

    private Everything() {}
}
