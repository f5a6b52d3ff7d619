package minutebook.web.live.engine;

/** What became of a packet that was offered to an {@link Outlet}. */
enum Offer {
    TAKEN,
    FULL,
    CLOSED
}
