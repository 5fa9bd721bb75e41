package io.masspayout.jooq;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/**
 * A version of the schema that this library brings: the script that makes it and the one that takes it back.
 *
 * @param version its number; they only ever rise
 * @param name the script's name behind the number
 */
record Migration(String version, String name) {

    /** All of them, in order. A script that is not named here is never run. */
    static final List<Migration> ALL = List.of(
            new Migration("1", "schema_as_requested"),
            new Migration("2", "payment_protocol"),
            new Migration("3", "refusals"),
            new Migration("4", "time_and_events"),
            new Migration("5", "hot_tables"),
            new Migration("6", "counted_progress"),
            new Migration("7", "lease_owner"),
            new Migration("8", "writers_in_sql"),
            new Migration("9", "bulkheads"),
            new Migration("10", "registers_and_requests"),
            new Migration("11", "book_and_history"),
            new Migration("12", "restored"),
            new Migration("13", "waiting_and_fees"));

    /** Where Flyway finds the scripts. */
    static final String LOCATION = "classpath:io/masspayout/jooq/migration";

    String description() {
        return name.replace('_', ' ');
    }

    String script() {
        return "V" + version + "__" + name + ".sql";
    }

    /** The statements that make this version out of the one before. */
    String sql() {
        return read("migration/" + script());
    }

    /** The statements that make the version before out of this one. */
    String revertSql() {
        return read("revert/V" + version + ".sql");
    }

    /** What Flyway computes and stores to tell a changed script: CRC-32 over the lines, whatever ends them. */
    int checksum() {
        CRC32 crc = new CRC32();
        sql().lines().forEach(line -> crc.update(line.getBytes(StandardCharsets.UTF_8)));
        return (int) crc.getValue();
    }

    private static String read(String resource) {
        try (InputStream in = Migration.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing from the jar of masspayout-jooq");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
