package io.masspayout.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The messages that docs/errors.md promises, by the test that its row names. */
final class ErrorTable {

    /** What was done, the message, the way out, the test. */
    private static final Pattern ROW =
            Pattern.compile("\\| (?<done>[^|]+) \\| `(?<message>[^|]+)` \\| (?<out>[^|]+) \\| `(?<test>\\w+)` \\|");

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern FINGERPRINT = Pattern.compile("\\(fingerprint [0-9a-f]{8}\\)");
    private static final Pattern SCHEMA = Pattern.compile("example_[0-9_]+");
    private static final Pattern CLOCK = Pattern.compile("(clock says|the database's) [0-9-]+T[0-9:.]+Z");
    private static final Pattern MILLIS = Pattern.compile("after [0-9]+ms");

    private ErrorTable() {}

    static Map<String, String> messages() {
        Map<String, String> messages = new LinkedHashMap<>();
        try {
            for (String line : Files.readAllLines(Path.of("../docs/errors.md"))) {
                Matcher row = ROW.matcher(line);
                if (row.matches()) {
                    messages.put(row.group("test"), row.group("message"));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return messages;
    }

    /** A message without what differs from run to run. */
    static String general(String message) {
        String text = FINGERPRINT.matcher(ID.matcher(message).replaceAll("ID")).replaceAll("(fingerprint …)");
        text = CLOCK.matcher(text).replaceAll("$1 …");
        return MILLIS.matcher(SCHEMA.matcher(text).replaceAll("SCHEMA")).replaceAll("after …ms");
    }
}
