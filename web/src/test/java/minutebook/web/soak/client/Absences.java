package minutebook.web.soak.client;

/**
 * How long clients stay and how long they stay away, each on average, when nobody makes them.
 *
 * @param retryMillis after which they come again where nobody answered
 */
public record Absences(long thereMillisMean, long awayMillisMean, long retryMillis) {}
