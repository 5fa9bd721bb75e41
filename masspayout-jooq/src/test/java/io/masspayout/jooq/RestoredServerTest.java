package io.masspayout.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A whole server is lost and restored from a base backup that was taken by the server's own means while it was being worked with. {@link
 * RestoreTest} has many moments; this is one, as an operator would do it.
 */
@Tag("long")
class RestoredServerTest {

    private static final String SCHEMA = "public";

    /** In the first run, after some batches were sent and while others wait. */
    private static final int CALL_OF_THE_BACKUP = 60;

    @TempDir
    Path directory;

    @Test
    void nobodyIsPaidTwiceByAServerThatWasRestored() throws Exception {
        assumeTrue(System.getenv(TestDatabase.JDBC_URL_VARIABLE) == null, "servers of our own cannot be started here");
        Path original = directory.resolve("original");
        Path backup = directory.resolve("backup");
        RestorablePayout payout = new RestorablePayout(SCHEMA, 3);
        int[] executed = new int[1];
        try (EmbeddedPostgres server = server(original)) {
            DataSource lost = server.getPostgresDatabase();
            MassPayoutSchema.of(lost, SCHEMA).migrate();
            payout.declare(lost);
            payout.payWithTrouble(lost, call -> {
                if (call == CALL_OF_THE_BACKUP) {
                    backUp(lost, original, backup);
                    executed[0] = payout.executed();
                }
            });
        }
        assertThat(payout.executed()).as("the ledger has moved on").isGreaterThan(executed[0]);
        assertThat(executed[0]).as("in mid-run").isPositive();

        try (EmbeddedPostgres server = server(backup)) {
            DataSource restored = server.getPostgresDatabase();
            assertThat(payout.reconcile(restored)).as("transactions read back").isPositive();
            payout.payToTheEnd(restored);
            assertThat(payout.audit(restored).requireClean().paid()).isEqualTo(RestorablePayout.HOLDERS);
            assertThat(payout.wronglyPaid()).isZero();
        }
    }

    private static EmbeddedPostgres server(Path data) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .start();
    }

    /** A base backup by the book: the files as they are, those of the log last, and the label that tells the server how to recover. */
    private static void backUp(DataSource server, Path from, Path to) {
        try (Connection connection = server.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_backup_start('before the loss', TRUE)");
            copy(from, to);
            try (ResultSet stop = statement.executeQuery("SELECT labelfile FROM pg_backup_stop(FALSE)")) {
                stop.next();
                Files.writeString(to.resolve("backup_label"), stop.getString(1));
            }
            copy(from.resolve("pg_wal"), to.resolve("pg_wal"));
            Files.deleteIfExists(to.resolve("postmaster.pid"));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) throws IOException {
                Path copy = to.resolve(from.relativize(each));
                if (!Files.exists(copy)) {
                    // With its rights: the server refuses a directory that others may read.
                    Files.copy(each, copy, StandardCopyOption.COPY_ATTRIBUTES);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path each, BasicFileAttributes attributes) throws IOException {
                try {
                    Files.copy(
                            each,
                            to.resolve(from.relativize(each)),
                            StandardCopyOption.REPLACE_EXISTING,
                            StandardCopyOption.COPY_ATTRIBUTES);
                } catch (NoSuchFileException gone) {
                    // The server has removed it meanwhile; the log knows.
                    return FileVisitResult.CONTINUE;
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path each, IOException gone) throws IOException {
                if (gone instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw gone;
            }
        });
    }
}
