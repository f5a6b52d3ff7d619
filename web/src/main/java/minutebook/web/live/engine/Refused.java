package minutebook.web.live.engine;

/** A request was refused: thrown on the way in, answered at its edge. */
@SuppressWarnings("serial")
final class Refused extends RuntimeException {

    private final Refusal refusal;

    Refused(Refusal refusal) {
        super(refusal.name(), null, false, false);
        this.refusal = refusal;
    }

    Refusal refusal() {
        return refusal;
    }
}
