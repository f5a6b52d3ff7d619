package minutebook.web.mail.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate for {@code localhost}, signed by itself, made anew for each run. */
final class TestCertificate {
    static final String PASSWORD = "changeit";

    /** In the form that {@code ca=} takes. */
    final Path pem;

    /** With its key. */
    final Path keyStore;

    private TestCertificate(Path folder) {
        pem = folder.resolve("ca.pem");
        keyStore = folder.resolve("server.p12");
    }

    static TestCertificate in(Path folder) throws IOException, InterruptedException {
        var certificate = new TestCertificate(folder);
        certificate.keytool(
                List.of(
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=test",
                        "-ext",
                        "SAN=dns:localhost",
                        "-validity",
                        "2"));
        certificate.keytool(
                List.of("-exportcert", "-alias", "server", "-rfc", "-file", certificate.pem + ""));
        return certificate;
    }

    SSLContext context() throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore)) {
            store.load(in, PASSWORD.toCharArray());
        }
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private void keytool(List<String> arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(arguments);
        command.addAll(
                List.of("-keystore", keyStore.toString(), "-storepass", PASSWORD, "-storetype"));
        command.add("PKCS12");
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, keytool.waitFor(), said);
    }
}
