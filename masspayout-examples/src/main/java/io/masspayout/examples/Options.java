package io.masspayout.examples;

import io.masspayout.validation.Faults;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the quick start is told.
 *
 * @param register a register to pay instead of a made-up one
 * @param holders how many holders to make up
 * @param refusals how many of a hundred holders cannot be paid at first
 * @param latency how long the simulated ledger takes to answer
 * @param jdbcUrl a database to use instead of the embedded one
 * @param csv where the statement goes
 * @param help whether only these words are wanted
 */
record Options(
        Optional<Path> register,
        int holders,
        int refusals,
        Duration latency,
        Optional<String> jdbcUrl,
        Path csv,
        boolean help) {

    static final String HELP = """
            Pays a dividend on a simulated ledger and checks the books. Options, all of them optional:
              --register FILE     pay the holders in FILE (account_id,balance) instead of made-up ones
              --holders N         how many holders to make up, 1 to 1000000 (10000)
              --refusals PERCENT  how many of a hundred holders cannot be paid at first, 0 to 100 (1)
              --latency MILLIS    how long the ledger takes to answer, 0 to 60000 (20)
              --jdbc-url URL      a PostgreSQL to use instead of the embedded one; user and password in the URL
              --csv FILE          where the statement goes (target/quickstart/statement.csv)
              --help              this text
            """;

    /** What the library is meant for; {@link ExampleRegister} spreads ranks by a prime above it. */
    static final int MAX_HOLDERS = 1_000_000;

    private static final int MAX_LATENCY = 60_000;
    private static final List<String> NAMES =
            List.of("--register", "--holders", "--refusals", "--latency", "--jdbc-url", "--csv");

    /**
     * Reads the command line.
     *
     * @throws io.masspayout.validation.InvalidRequestException with everything that is wrong with it
     */
    static Options parse(String... args) {
        Faults faults = Faults.of("command line (--help lists the options)");
        Map<String, String> given = new HashMap<>();
        boolean help = false;
        for (Iterator<String> words = List.of(args).iterator(); words.hasNext(); ) {
            String name = words.next();
            if (name.equals("--help")) {
                help = true;
            } else if (!NAMES.contains(name)) {
                faults.add(name, "", "there is no such option");
            } else if (!words.hasNext()) {
                faults.add(name, "", "needs a value behind it");
            } else {
                faults.check(given.put(name, words.next()) == null, name, given.get(name), "is given twice");
            }
        }
        Optional<Path> register = Optional.ofNullable(given.get("--register")).map(Path::of);
        register.ifPresent(file -> faults.check(
                Files.isReadable(file) && !Files.isDirectory(file),
                "--register",
                file,
                "there is no such file to read"));
        Optional<String> jdbcUrl = Optional.ofNullable(given.get("--jdbc-url"));
        jdbcUrl.ifPresent(url -> faults.check(
                url.startsWith("jdbc:postgresql:"), "--jdbc-url", url, "must begin with jdbc:postgresql:"));
        faults.check(
                register.isEmpty() || !given.containsKey("--holders"),
                "--holders",
                given.get("--holders"),
                "the holders are those of --register; leave one of the two out");
        Options options = new Options(
                register,
                number(faults, given, "--holders", 10_000, 1, MAX_HOLDERS),
                number(faults, given, "--refusals", 1, 0, 100),
                Duration.ofMillis(number(faults, given, "--latency", 20, 0, MAX_LATENCY)),
                jdbcUrl,
                Path.of(given.getOrDefault("--csv", "target/quickstart/statement.csv")),
                help);
        faults.throwIfAny();
        return options;
    }

    static int number(Faults faults, Map<String, String> given, String name, int usual, int low, int high) {
        String text = given.get(name);
        if (text == null) {
            return usual;
        }
        int value = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
        faults.check(value >= low && value <= high, name, text, "must be a whole number from " + low + " to " + high);
        return value;
    }
}
