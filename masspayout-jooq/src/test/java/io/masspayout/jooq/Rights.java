package io.masspayout.jooq;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The rights of a worker's role, as docs/database.md gives them to {@code payout_worker} in schema {@code masspayout}. */
final class Rights {

    private static final String BEGIN = "```sql\n-- The rights of a worker.\n";

    static final List<String> OF_WORKERS = read();

    private Rights() {}

    private static List<String> read() {
        try {
            String page = Files.readString(Path.of("..", "docs", "database.md"));
            int begin = page.indexOf(BEGIN);
            String block = page.substring(begin + BEGIN.length(), page.indexOf("```", begin + BEGIN.length()));
            return Stream.of(block.split(";\\s*")).filter(sql -> !sql.isBlank()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
