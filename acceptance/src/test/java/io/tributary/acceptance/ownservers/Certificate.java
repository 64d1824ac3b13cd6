package io.tributary.acceptance.ownservers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A key and a certificate that signs itself, made by keytool for this machine's loopback, as files that servers read. */
record Certificate(Path folder, String name) {
    private static final String PASSWORD = "changeit";

    static Certificate made(Path folder, String name) throws IOException, InterruptedException, GeneralSecurityException {
        var made = new Certificate(folder, name);
        made.keytool("-genkeypair", "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=" + name, "-validity", "2", "-ext",
                "SAN=dns:localhost,ip:127.0.0.1");
        made.keytool("-exportcert", "-rfc", "-file", made.certificate().toString());
        String key = "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(
                made.store().getKey(name, PASSWORD.toCharArray()).getEncoded()) + "\n-----END PRIVATE KEY-----\n";
        made.write(made.key(), key);
        made.write(made.both(), key + Files.readString(made.certificate()));
        return made;
    }

    Path certificate() {
        return folder.resolve(name + ".crt");
    }

    Path key() {
        return folder.resolve(name + ".key");
    }

    /** The key and the certificate in one file, as Kafka wants it. */
    Path both() {
        return folder.resolve(name + ".pem");
    }

    /** For a client that trusts this certificate and no other. */
    SSLContext trusting() throws GeneralSecurityException, IOException {
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store());
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private KeyStore store() throws GeneralSecurityException, IOException {
        return KeyStore.getInstance(file().toFile(), PASSWORD.toCharArray());
    }

    private Path file() {
        return folder.resolve(name + ".p12");
    }

    private void write(Path file, String text) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }

    private void keytool(String command, String... options) throws IOException, InterruptedException {
        var line = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), command,
                "-alias", name, "-storetype", "PKCS12", "-keystore", file().toString(), "-storepass", PASSWORD));
        line.addAll(List.of(options));
        Process keytool = new ProcessBuilder(line).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
    }
}
