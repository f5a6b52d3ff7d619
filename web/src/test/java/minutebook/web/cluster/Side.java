package minutebook.web.cluster;

/** The two ends of a connection through a proxy. */
public enum Side {
    CLIENT,
    SERVER
}
