package minutebook.web.live.presence;

import minutebook.events.UserId;

/** Somebody somewhere. */
record Whereabouts(Place place, UserId user) {}
