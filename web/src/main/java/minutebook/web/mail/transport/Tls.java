package minutebook.web.mail.transport;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts a connection to one host, which must have a trusted certificate in its name. As a
 * factory of sockets it is what angus-mail asks after STARTTLS.
 */
final class Tls extends SSLSocketFactory {
    private final String host;
    private final SSLSocketFactory sockets;
    private @Nullable SSLSocket last;

    /**
     * Reads what is trusted: {@code ca}, or else Java's own store.
     *
     * @throws IOException if {@code ca} cannot be read
     * @throws GeneralSecurityException if no certificate is in it
     */
    Tls(String host, Optional<Path> ca) throws IOException, GeneralSecurityException {
        this.host = host;
        var context = SSLContext.getInstance("TLS");
        TrustManager @Nullable [] trusted = ca.isPresent() ? trusting(ca.get()) : null;
        context.init(null, trusted, null);
        sockets = context.getSocketFactory();
    }

    /** What the last connection is encrypted with, like {@code TLS 1.3}; empty: nothing yet. */
    Optional<String> version() {
        return Optional.ofNullable(last)
                .map(socket -> socket.getSession().getProtocol().replace("TLSv", "TLS "));
    }

    /** Around an open connection; the handshake is yet to come. */
    SSLSocket around(Socket socket) throws IOException {
        var encrypted = (SSLSocket) sockets.createSocket(socket, host, socket.getPort(), true);
        var parameters = encrypted.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        encrypted.setSSLParameters(parameters);
        last = encrypted;
        return encrypted;
    }

    private static TrustManager[] trusting(Path ca) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(ca)) {
            var certificates = CertificateFactory.getInstance("X.509").generateCertificates(in);
            for (Certificate certificate : certificates) {
                store.setCertificateEntry("ca-" + store.size(), certificate);
            }
        }
        if (store.size() == 0) {
            throw new CertificateException("There is no certificate in it");
        }
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(store);
        return managers.getTrustManagers();
    }

    @Override
    public Socket createSocket(Socket socket, String ignored, int port, boolean autoClose)
            throws IOException {
        return around(socket);
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return sockets.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return sockets.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw onlyAround();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) {
        throw onlyAround();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw onlyAround();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
        throw onlyAround();
    }

    private static UnsupportedOperationException onlyAround() {
        return new UnsupportedOperationException("Connections are opened elsewhere, with limits");
    }
}
