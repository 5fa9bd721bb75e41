package io.masspayout.hedera.node;

import com.hedera.hashgraph.sdk.PublicKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;

/**
 * Writes the folder in which a node starts as the first and only one of a new, empty network: its gossip key, the list of
 * nodes, and its settings.
 */
final class Genesis {

    private static final String ALIAS = "s-node1";

    /** Guards a key that is worth nothing; keytool insists on one. */
    private static final String PASSWORD = "worthless";

    private final NodeProgram program;
    private final NodePorts ports;
    private final PublicKey adminKey;

    Genesis(NodeProgram program, NodePorts ports, PublicKey adminKey) {
        this.program = program;
        this.ports = ports;
        this.adminKey = adminKey;
    }

    /** @param folder is emptied first */
    void write(Path folder) {
        try {
            NodeProgram.delete(folder);
            Path config = Files.createDirectories(folder.resolve("data/config"));
            Files.createDirectories(folder.resolve("data/upgrade/current"));
            Files.createDirectories(folder.resolve("output"));
            byte[] certificate = writeKeys(Files.createDirectories(folder.resolve("data/keys")), folder);
            Map<String, String> values = Map.of(
                    "localhost", base64(new byte[] {127, 0, 0, 1}),
                    "grpc.port", Integer.toString(ports.grpc()),
                    "tls.port", Integer.toString(ports.tls()),
                    "gossip.port", Integer.toString(ports.gossip()),
                    "certificate", base64(certificate),
                    "admin.key", base64(adminKey.toBytesRaw()));
            fill(config, "genesis-network.json", values);
            fill(config, "application.properties", values);
            fill(config, "bootstrap.properties", values);
            fill(folder, "settings.txt", values);
            fill(folder, "log4j2.xml", values);
            Path permissions = program.permissions();
            Files.copy(permissions, config.resolve(permissions.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void fill(Path folder, String template, Map<String, String> values) throws IOException {
        String text = NodeProgram.text(template);
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("${" + value.getKey() + "}", value.getValue());
        }
        Files.writeString(folder.resolve(template), text);
    }

    /** The names are those under which the node looks for its keys. */
    private byte[] writeKeys(Path keys, Path folder) throws IOException, GeneralSecurityException {
        Path store = folder.resolve("keys.p12");
        new Command(folder.resolve("keytool.log"))
                .with(program.jdk().tool("keytool"), "-genkeypair", "-alias", ALIAS, "-dname", "CN=" + ALIAS)
                .with("-keyalg", "RSA", "-keysize", "3072", "-sigalg", "SHA384withRSA", "-validity", "36500")
                .with("-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", PASSWORD)
                .run();
        KeyStore opened = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            opened.load(in, PASSWORD.toCharArray());
        }
        byte[] certificate = opened.getCertificate(ALIAS).getEncoded();
        byte[] privateKey = opened.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded();
        writePem(keys.resolve("s-public-node1.pem"), "CERTIFICATE", certificate);
        writePem(keys.resolve("s-private-node1.pem"), "PRIVATE KEY", privateKey);
        return certificate;
    }

    private static void writePem(Path file, String what, byte[] content) throws IOException {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.writeString(file, "-----BEGIN " + what + "-----\n" + lines + "\n-----END " + what + "-----\n");
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
