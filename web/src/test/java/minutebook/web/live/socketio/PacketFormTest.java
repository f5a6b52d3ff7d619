package minutebook.web.live.socketio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import minutebook.web.live.socketio.PacketForm.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacketFormTest {

    @Test
    void what_the_official_clients_send_has_a_form() {
        assertEquals(new PacketForm(Kind.CONNECT, "/ws/messages", 0, 15), form("40/ws/messages,"));
        assertEquals(
                new PacketForm(Kind.CONNECT, "/ws/messages", 0, 15),
                form("40/ws/messages,{\"token\":\"t\"}"));
        assertEquals(new PacketForm(Kind.CONNECT, "/", 0, 2), form("40"));
        assertEquals(
                new PacketForm(Kind.DISCONNECT, "/ws/messages", 0, 15), form("41/ws/messages,"));
        assertEquals(
                new PacketForm(Kind.EVENT, "/ws/messages", 2, 17),
                form("42/ws/messages,12[\"a\"]"));
        assertEquals(new PacketForm(Kind.ACK, "/ws/messages", 1, 16), form("43/ws/messages,0[]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4",
                "44/ws/messages,{}",
                "45/ws/messages,[\"a\"]",
                "46/ws/messages,0[]",
                "451-/ws/messages,[\"a\"]",
                "42/ws/messages,1234567890[\"a\"]",
                "42/ws/messages,-1[\"a\"]",
                "42/ws/messages,1-[\"a\"]",
                "42/ws/messages[\"a\"]",
                "42/ws/messages,",
                "42/ws/messages,{}",
                "42/ws/messages,[\"a\"]2",
                "42/ws/messages,[\"\u001e\"]",
                "43/ws/messages,[]",
                "40/ws/messages,1{}",
                "40/ws/messages,[]",
                "41/ws/messages,{}",
                "40/ws/\u0000messages,",
                "40/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,",
            })
    void what_they_never_send_has_none(String packet) {
        assertNull(form(packet));
    }

    private static @Nullable PacketForm form(String packet) {
        return PacketForm.of(ByteBuffer.wrap(packet.getBytes(StandardCharsets.UTF_8)));
    }
}
