package io.masspayout.examples;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/** Starts a PostgreSQL that ends with this process. */
public final class EmbeddedServer {

    /** Embedded servers come with durability switched off, which is no way to keep books. */
    private static final Map<String, String> DURABLE = Map.of("fsync", "on", "synchronous_commit", "on");

    private EmbeddedServer() {}

    /**
     * Starts one with durable commits.
     *
     * @param settings of {@code postgresql.conf}, further ones
     * @throws UncheckedIOException when it cannot be unpacked or does not start
     */
    public static EmbeddedPostgres start(Map<String, String> settings) {
        // A directory for each user of the machine: what root has unpacked nobody else may use.
        Path unpacked = Path.of(System.getProperty("java.io.tmpdir"), "masspayout-" + System.getProperty("user.name"));
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder().setOverrideWorkingDirectory(unpacked.toFile());
        DURABLE.forEach(builder::setServerConfig);
        settings.forEach(builder::setServerConfig);
        try {
            return builder.start();
        } catch (IOException | IllegalStateException e) {
            throw new UncheckedIOException(
                    "cannot start the embedded PostgreSQL", e instanceof IOException io ? io : new IOException(e));
        }
    }
}
