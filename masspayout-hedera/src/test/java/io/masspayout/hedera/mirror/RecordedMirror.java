package io.masspayout.hedera.mirror;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Serves the answers of a real mirror node, each where it was recorded and with its status and headers. */
public final class RecordedMirror implements AutoCloseable {

    /** What the holders of the asset had at the end; those with nothing left out. */
    public static final Map<String, Long> HOLDINGS = Map.ofEntries(
            Map.entry("0.0.2121", 42_642_614L),
            Map.entry("0.0.2125", 24_990_000L),
            Map.entry("0.0.2126", 12_500_000L),
            Map.entry("0.0.2127", 6_250_000L),
            Map.entry("0.0.2128", 3_125_001L),
            Map.entry("0.0.2129", 1_562_599L),
            Map.entry("0.0.2130", 781_250L),
            Map.entry("0.0.2131", 390_625L),
            Map.entry("0.0.2132", 10_100L),
            Map.entry("0.0.2134", 33L),
            Map.entry("0.0.2135", 7_777_777L));

    private static final Pattern ROW =
            Pattern.compile("\\| `(\\d\\d)(-[^`]+\\.json)` \\| (GET|POST) `([^`]+)`[^|]*\\| (\\d+) \\| ([^|]*)\\|");

    private final Map<String, ScriptedMirror.Reply> answers = new TreeMap<>();
    private final ScriptedMirror server = new ScriptedMirror();

    public RecordedMirror() {
        Matcher row = ROW.matcher(resource("README.md"));
        while (row.find()) {
            String cache = row.group(6).trim();
            ScriptedMirror.Reply answer = new ScriptedMirror.Reply(
                    Integer.parseInt(row.group(5)),
                    cache.isEmpty() ? Map.of() : Map.of("cache-control", cache),
                    resource(row.group(1) + row.group(2)));
            answers.put(row.group(1), answer);
            if (row.group(3).equals("GET")) {
                server.on(row.group(4), answer);
            }
        }
    }

    /** Serves a recorded answer to a request that differs from the recorded one, in its limit for example. */
    public RecordedMirror as(String pathAndQuery, String number) {
        server.on(pathAndQuery, answers.get(number));
        return this;
    }

    /** The two digits that each file begins with. */
    public Set<String> numbers() {
        return answers.keySet();
    }

    public String body(String number) {
        return answers.get(number).body();
    }

    public MirrorClient client() {
        return server.client();
    }

    private static String resource(String name) {
        try (InputStream in = RecordedMirror.class.getResourceAsStream("/mirror-recordings/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
