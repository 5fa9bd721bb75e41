package io.masspayout.campaign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** How a database comes back with what it knew some time ago, and by what it shows that. */
enum RestoreKind {

    /** The database is copied into a new one, as a dump is restored into one: the ids of database and tables are new. */
    DUMP("restores into a new database", true) {
        @Override
        void layOut(Path data) {
            // The files of the backup are as they are.
        }

        @Override
        void prepare(String jdbcUrl) throws SQLException {
            try (Connection connection = DriverManager.getConnection(ControlledPostgres.another(jdbcUrl));
                    Statement statement = connection.createStatement()) {
                statement.execute("ALTER DATABASE postgres RENAME TO lost");
                statement.execute("CREATE DATABASE postgres TEMPLATE lost");
                statement.execute("DROP DATABASE lost");
                statement.execute("CHECKPOINT");
            }
        }
    },

    /** A standby that has received nothing since the backup is promoted: the timeline is new. */
    FAILOVER("failovers to a replica that lagged", true) {
        @Override
        void layOut(Path data) {
            try {
                Files.createFile(data.resolve("standby.signal"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        void prepare(String jdbcUrl) throws SQLException {
            try (Connection connection = DriverManager.getConnection(jdbcUrl);
                    Statement statement = connection.createStatement()) {
                statement.execute("SELECT pg_promote(TRUE, " + PROMOTING.toSeconds() + ")");
                try (ResultSet still = statement.executeQuery("SELECT pg_is_in_recovery()")) {
                    still.next();
                    if (still.getBoolean(1)) {
                        throw new IllegalStateException(
                                "the standby is not promoted after " + PROMOTING.toSeconds() + " s");
                    }
                }
                statement.execute("CHECKPOINT");
            }
        }
    },

    /** A copied disk is started: nothing is new but the server's start, so that a person has to say that it was restored. */
    DISK("restores of a copied disk", false) {
        @Override
        void layOut(Path data) {
            // The files of the backup are as they are.
        }

        @Override
        void prepare(String jdbcUrl) {
            // Nothing tells.
        }
    };

    private static final Duration PROMOTING = Duration.ofSeconds(60);

    private final String words;
    private final boolean shows;

    RestoreKind(String words, boolean shows) {
        this.words = words;
        this.shows = shows;
    }

    /** Before the server is started on the backup for the first time. */
    abstract void layOut(Path data);

    /** On the server, before workers can reach it. */
    abstract void prepare(String jdbcUrl) throws SQLException;

    /** Whether the server shows by itself that it is another one. */
    boolean shows() {
        return shows;
    }

    /** In the plural, as a report counts them. */
    @Override
    public String toString() {
        return words;
    }
}
