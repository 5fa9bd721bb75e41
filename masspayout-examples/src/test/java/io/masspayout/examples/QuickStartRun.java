package io.masspayout.examples;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a run of the quick start came to.
 *
 * @param exitCode of the process it would have been
 * @param out lines of the standard output
 * @param err all of the error output
 */
record QuickStartRun(int exitCode, List<String> out, String err) {

    static QuickStartRun with(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = QuickStartMain.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                args);
        return new QuickStartRun(
                code, out.toString(StandardCharsets.UTF_8).lines().toList(), err.toString(StandardCharsets.UTF_8));
    }

    String lastLine() {
        return out.get(out.size() - 1);
    }

    /** The first line that begins with a word, without that word. */
    String line(String word) {
        return out.stream()
                .map(String::strip)
                .filter(line -> line.startsWith(word + " "))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no line begins with " + word + " in\n" + String.join("\n", out)))
                .substring(word.length())
                .strip();
    }

    /** The lines behind a heading, up to the next heading. */
    List<String> below(String heading) {
        int from = out.indexOf(heading) + 1;
        return out.subList(from, out.size()).stream()
                .takeWhile(line -> line.startsWith(" "))
                .map(String::strip)
                .toList();
    }
}
