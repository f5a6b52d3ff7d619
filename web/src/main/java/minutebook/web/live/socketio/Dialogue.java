package minutebook.web.live.socketio;

import com.corundumstudio.socketio.transport.NamespaceClient;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import minutebook.web.live.engine.Conversation;
import minutebook.web.live.engine.Ending;
import minutebook.web.live.engine.Outgoing;
import minutebook.web.live.engine.Session;
import minutebook.web.live.engine.Visitor;
import org.jspecify.annotations.Nullable;

/** One client from CONNECT to its end. The library first hears of it when it has logged in. */
final class Dialogue implements Conversation {

    private final Session session;
    private final Visitor visitor;
    private final Login login;
    private final Library library;

    private @Nullable NamespaceClient client;
    private Runnable afterwards = () -> {};

    Dialogue(Session session, Visitor visitor, Login login, Library library) {
        this.session = session;
        this.visitor = visitor;
        this.login = login;
        this.library = library;
    }

    @Override
    public void received(ByteBuffer packet) {
        PacketForm form = PacketForm.of(packet);
        if (form == null) {
            session.end(PacketForm.isBinary(packet) ? Ending.NOT_TEXT : Ending.MALFORMED);
            return;
        }
        switch (form.kind()) {
            case CONNECT -> connect(form, packet);
            case DISCONNECT -> session.end(Ending.LEFT);
            case EVENT, ACK -> hear(form, packet);
        }
    }

    private void connect(PacketForm form, ByteBuffer packet) {
        if (!form.namespace().equals(SocketIo.NAMESPACE)) {
            send(
                    "44" + (form.namespace().equals("/") ? "" : form.namespace() + ","),
                    message("Invalid namespace"));
            if (client == null) {
                session.close(Ending.DISMISSED);
            }
            return;
        }
        ObjectNode auth = auth(form, packet);
        if (client != null || auth == null) {
            session.end(Ending.MALFORMED);
            return;
        }
        JsonNode token = auth.get("token");
        switch (login.judge(
                token != null && token.isTextual() ? token.textValue() : visitor.bearer(), auth)) {
            case Login.Verdict.Accepted(Object principal, Runnable gone) -> {
                afterwards = gone;
                welcome(principal);
            }
            case Login.Verdict.Refused(String why) -> {
                send("44" + SocketIo.NAMESPACE + ",", message(why));
                session.close(Ending.DISMISSED);
            }
            case Login.Verdict.NotNow() -> session.close(Ending.NOT_NOW);
        }
    }

    private static @Nullable ObjectNode auth(PacketForm form, ByteBuffer packet) {
        String body = form.body(packet);
        try {
            return body.isEmpty()
                    ? Json.MAPPER.createObjectNode()
                    : Json.MAPPER.readValue(body, ObjectNode.class);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private void welcome(Object principal) {
        session.admit();
        var head = new Head(library, session, visitor.address());
        head.getStore().set(SocketIo.PRINCIPAL, principal);
        send(
                "40" + SocketIo.NAMESPACE + ",",
                Json.MAPPER.createObjectNode().put("sid", head.getSessionId().toString()));
        client = head.addNamespaceClient(library.namespace());
        library.namespace().onConnect(client);
    }

    private void hear(PacketForm form, ByteBuffer packet) {
        if (client == null || !form.namespace().equals(SocketIo.NAMESPACE)) {
            session.end(client == null ? Ending.NOT_LOGGED_IN : Ending.MALFORMED);
            return;
        }
        try {
            library.hear(packet, (Head) client.getBaseClient(), client);
        } catch (IOException e) {
            session.end(Ending.MALFORMED);
        }
    }

    private static ObjectNode message(String text) {
        return Json.MAPPER.createObjectNode().put("message", text);
    }

    private void send(String head, ObjectNode body) {
        session.send(new Outgoing((head + body).getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void gone(Ending why) {
        try {
            if (client != null) {
                client.getBaseClient().onChannelDisconnect();
            }
        } finally {
            afterwards.run();
        }
    }
}
