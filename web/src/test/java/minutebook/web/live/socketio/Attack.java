package minutebook.web.live.socketio;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * What strangers and bad guests do. Each is begun and left as it is then: whoever is to be kept
 * waiting is waiting now, and whatever is to be kept is kept.
 */
enum Attack {
    DIGITS {
        @Override
        void begin(int port, Crowd crowd) throws IOException {
            RawClient client = crowd.add(RawClient.loggedIn(port));
            client.text("42" + "9".repeat(48_000) + "[\"echo\"]");
            client.isClosedWithin(PATIENCE_MILLIS);
        }
    },
    NESTING {
        @Override
        void begin(int port, Crowd crowd) throws IOException {
            RawClient client = crowd.add(RawClient.loggedIn(port));
            client.text(EVENT + "[".repeat(30_000) + "]".repeat(30_000) + "]");
            client.isClosedWithin(PATIENCE_MILLIS);
        }
    },
    ATTACHMENTS {
        @Override
        void begin(int port, Crowd crowd) throws IOException {
            RawClient client = crowd.add(RawClient.loggedIn(port));
            client.text("45999-/ws/messages,[\"echo\",{\"_placeholder\":true,\"num\":0}]");
            client.frame(0x82, new byte[60_000]);
        }
    },
    COMPRESSED {
        @Override
        void begin(int port, Crowd crowd) throws IOException {
            RawClient client =
                    crowd.add(
                            RawClient.webSocket(
                                    port, SOCKET, "Sec-WebSocket-Extensions: permessage-deflate"));
            client.answer();
            client.read();
            client.text(CONNECT);
            client.readUntil("40", PATIENCE_MILLIS);
            client.frame(0xC1, deflate("42" + "9".repeat(48_000) + "[\"echo\"]"));
            client.isClosedWithin(PATIENCE_MILLIS);
        }
    },
    BINARY {
        @Override
        void begin(int port, Crowd crowd) throws IOException {
            for (int i = 0; i < 20; i++) {
                crowd.add(RawClient.loggedIn(port)).frame(0x82, new byte[10_000]);
            }
        }
    },
    HALF_FRAMES {
        @Override
        void begin(int port, Crowd crowd) throws IOException {
            for (int i = 0; i < 20; i++) {
                RawClient client = crowd.add(RawClient.loggedIn(port));
                client.send(new byte[] {(byte) 0x81, (byte) 0xFE, (byte) 0xFF, 0, 0});
            }
        }
    },
    GUESSED_SESSIONS {
        @Override
        void begin(int port, Crowd crowd) throws IOException {
            for (int i = 0; i < 20; i++) {
                String sid = "&sid=" + "A".repeat(25) + (10 + i);
                RawClient.http(port, "GET", POLL + sid, "");
                crowd.add(RawClient.webSocket(port, SOCKET + sid));
            }
        }
    },
    OLD_PROTOCOL {
        @Override
        void begin(int port, Crowd crowd) throws IOException {
            for (int i = 0; i < 20; i++) {
                RawClient client =
                        crowd.add(RawClient.webSocket(port, "EIO=3&transport=websocket"));
                client.text("40/ws/messages");
                client.text("42/ws/messages,[\"echo\",\"x\"]");
            }
        }
    },
    CONNECT_STORM {
        @Override
        void begin(int port, Crowd crowd) throws IOException {
            for (int i = 0; i < 40; i++) {
                crowd.add(RawClient.open(port));
            }
        }
    },
    PREFLIGHTS_AND_POSTS {
        @Override
        void begin(int port, Crowd crowd) throws IOException {
            for (String method : new String[] {"OPTIONS", "POST", "PUT"}) {
                for (int i = 0; i < 10; i++) {
                    RawClient.http(port, method, POLL, "");
                }
            }
        }
    },
    POLLS_NEVER_FETCHED {
        @Override
        void begin(int port, Crowd crowd) throws IOException {
            for (int i = 0; i < 3; i++) {
                String query =
                        POLL + "&sid=" + RawClient.sid(RawClient.http(port, "GET", POLL, ""));
                RawClient.http(port, "POST", query, CONNECT);
                for (int n = 0; n < 5; n++) {
                    RawClient.http(port, "POST", query, EVENT + "\"" + "x".repeat(10_000) + "\"]");
                }
                // So that the session ends with the round.
                RawClient.http(port, "POST", query, "1");
            }
        }
    },
    SLOW_HEADS_AND_BODIES {
        @Override
        void begin(int port, Crowd crowd) throws IOException {
            for (int i = 0; i < 10; i++) {
                crowd.add(new RawClient(port)).send("GET /socket.io/?EIO".getBytes(US_ASCII));
                crowd.add(new RawClient(port))
                        .send(
                                "POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 9999\r\n\r\nx"
                                        .getBytes(US_ASCII));
            }
        }
    },
    NAMESPACES {
        @Override
        void begin(int port, Crowd crowd) throws IOException {
            RawClient client = crowd.add(RawClient.loggedIn(port));
            for (int i = 0; i < 500; i++) {
                client.text("40/nowhere" + i + ",");
            }
        }
    },
    UNKNOWN_EVENTS {
        @Override
        void begin(int port, Crowd crowd) throws IOException {
            RawClient client = crowd.add(RawClient.loggedIn(port));
            client.text("42/ws/messages,[\"" + "e".repeat(1_000_000) + "\"]");
            for (int i = 0; i < 300; i++) {
                client.text("42/ws/messages,[\"__proto__\",{\"constructor\":{\"a\":" + i + "}}]");
            }
        }
    },
    ACKS_OF_NOTHING {
        @Override
        void begin(int port, Crowd crowd) throws IOException {
            RawClient client = crowd.add(RawClient.loggedIn(port));
            for (int i = 0; i < 500; i++) {
                client.text("43/ws/messages," + i + "[]");
            }
        }
    },
    READS_NOTHING {
        @Override
        void begin(int port, Crowd crowd) throws IOException {
            RawClient client = crowd.add(RawClient.loggedIn(port));
            for (int i = 0; i < 20; i++) {
                client.text(EVENT + "\"" + "x".repeat(50_000) + "\"]");
            }
        }
    };

    private static final int PATIENCE_MILLIS = 500;
    private static final String POLL = "EIO=4&transport=polling";
    private static final String SOCKET = "EIO=4&transport=websocket";
    private static final String CONNECT = "40/ws/messages,{\"token\":\"" + EchoServer.TOKEN + "\"}";
    private static final String EVENT = "42/ws/messages,[\"echo\",";

    /** Blocks until it is under way; whoever makes it joins the crowd. */
    abstract void begin(int port, Crowd crowd) throws IOException;

    private static byte[] deflate(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DeflaterOutputStream(bytes, new Deflater(9, true), 512, true)) {
            out.write(text.getBytes(US_ASCII));
        }
        return bytes.toByteArray();
    }
}
