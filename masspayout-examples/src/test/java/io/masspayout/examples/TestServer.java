package io.masspayout.examples;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** One PostgreSQL for all tests of this module, which ends with the JVM. */
final class TestServer {

    /** Names the database to use instead of the embedded one, as in the tests of masspayout-jooq. */
    private static final String JDBC_URL_VARIABLE = "MASSPAYOUT_TEST_JDBC_URL";

    private static final class Started {
        static final String URL = given().orElseGet(Started::start);

        private static String start() {
            try {
                return EmbeddedPostgres.builder().start().getJdbcUrl("postgres", "postgres");
            } catch (IOException e) {
                throw new UncheckedIOException("set " + JDBC_URL_VARIABLE + " to use another PostgreSQL", e);
            }
        }
    }

    private TestServer() {}

    /** The URL that the surroundings give, if they do. */
    static Optional<String> given() {
        return Optional.ofNullable(System.getenv(JDBC_URL_VARIABLE));
    }

    static String jdbcUrl() {
        return Started.URL;
    }

    /** A fresh schema on it. */
    static ExampleDatabase database() {
        return ExampleDatabase.open(Optional.of(jdbcUrl()));
    }
}
