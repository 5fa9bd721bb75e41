package io.masspayout.examples;

import io.masspayout.jooq.JooqPayoutStore;
import io.masspayout.jooq.MassPayoutDataSource;
import io.masspayout.jooq.SchemaMode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * A PostgreSQL for an example: an embedded one that ends with the example, or a schema of its own in one that is there, which stays to be
 * looked at.
 */
final class ExampleDatabase implements AutoCloseable {

    private final Optional<EmbeddedPostgres> server;
    private final String url;
    private final MassPayoutDataSource dataSource;
    private final String schema;

    private ExampleDatabase(Optional<EmbeddedPostgres> server, String url, String schema) {
        this.server = server;
        this.url = url;
        this.dataSource = MassPayoutDataSource.builder(url).build();
        this.schema = schema;
    }

    /** The database at the URL which is the only argument of a small example, or else the embedded one. */
    static ExampleDatabase ofArguments(String... args) {
        return open(Arrays.stream(args).findFirst());
    }

    /**
     * The database at a URL, or else the embedded one.
     *
     * @param jdbcUrl with user and password
     */
    static ExampleDatabase open(Optional<String> jdbcUrl) {
        if (jdbcUrl.isPresent()) {
            String schema = DateTimeFormatter.ofPattern("'example_'uuuuMMdd_HHmmss_SSS", Locale.ROOT)
                    .withZone(ZoneOffset.UTC)
                    .format(Instant.now());
            return new ExampleDatabase(Optional.empty(), jdbcUrl.get(), schema);
        }
        EmbeddedPostgres server = start();
        return new ExampleDatabase(Optional.of(server), server.getJdbcUrl("postgres", "postgres"), "public");
    }

    /** As {@link #open}, but with a schema of a name in the given database, which is found again by the next run. */
    static ExampleDatabase openLasting(Optional<String> jdbcUrl, String schema) {
        return jdbcUrl.map(url -> new ExampleDatabase(Optional.empty(), url, schema))
                .orElseGet(() -> open(Optional.empty()));
    }

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedServer.start(Map.of());
        } catch (UncheckedIOException e) {
            throw new UncheckedIOException(
                    e.getMessage()
                            + "; name another one with --jdbc-url jdbc:postgresql://host/database?user=...&password=...",
                    e.getCause());
        }
    }

    /** Connections of its own for one of several workers, as each process has them. */
    MassPayoutDataSource poolOf(int connections) {
        return MassPayoutDataSource.builder(url).poolSize(connections).build();
    }

    DataSource dataSource() {
        return dataSource;
    }

    /** Where the library's tables are. */
    String schema() {
        return schema;
    }

    /** A store on this database, whose schema it brings up to date first. */
    JooqPayoutStore store() {
        return JooqPayoutStore.builder(dataSource)
                .schema(schema)
                .schemaMode(SchemaMode.MIGRATE)
                .build();
    }

    /** For a person to read. */
    @Override
    public String toString() {
        return server.isPresent() ? "an embedded PostgreSQL" : "schema " + schema + " of the given PostgreSQL";
    }

    @Override
    public void close() {
        dataSource.close();
        server.ifPresent(embedded -> {
            try {
                embedded.close();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot stop the embedded PostgreSQL", e);
            }
        });
    }
}
