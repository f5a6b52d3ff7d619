package minutebook.web.live.socketio;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Clients that go together: before the server stops, which would wait for them. */
final class Crowd implements Iterable<RawClient>, AutoCloseable {

    private final List<RawClient> clients = new ArrayList<>();

    RawClient add(RawClient client) {
        clients.add(client);
        return client;
    }

    @Override
    public Iterator<RawClient> iterator() {
        return clients.iterator();
    }

    @Override
    public void close() throws IOException {
        for (RawClient client : clients) {
            client.close();
        }
    }
}
