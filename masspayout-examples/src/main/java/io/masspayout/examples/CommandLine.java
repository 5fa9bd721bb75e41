package io.masspayout.examples;

import io.masspayout.validation.Faults;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The words of a command line, as names with values.
 *
 * @param given values by name, {@code --holders} for instance
 * @param help whether {@code --help} is among them
 * @param faults what is wrong with them so far
 */
public record CommandLine(Map<String, String> given, boolean help, Faults faults) {

    /** Reads a command line on which only these names may be. */
    public static CommandLine parse(List<String> names, String... args) {
        Faults faults = Faults.of("command line (--help lists the options)");
        Map<String, String> given = new HashMap<>();
        boolean help = false;
        for (Iterator<String> words = List.of(args).iterator(); words.hasNext(); ) {
            String name = words.next();
            if (name.equals("--help")) {
                help = true;
            } else if (!names.contains(name)) {
                faults.add(name, "", "there is no such option");
            } else if (!words.hasNext()) {
                faults.add(name, "", "needs a value behind it");
            } else {
                faults.check(given.put(name, words.next()) == null, name, given.get(name), "is given twice");
            }
        }
        return new CommandLine(given, help, faults);
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(given.get(name));
    }

    /** A whole number, or the usual one; a fault when it is out of bounds. */
    public int number(String name, int usual, int low, int high) {
        String text = given.get(name);
        if (text == null) {
            return usual;
        }
        int value = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
        faults.check(value >= low && value <= high, name, text, "must be a whole number from " + low + " to " + high);
        return value;
    }

    /** A PostgreSQL to use instead of the embedded one. */
    public Optional<String> jdbcUrl() {
        Optional<String> jdbcUrl = text("--jdbc-url");
        jdbcUrl.ifPresent(url -> faults.check(
                url.startsWith("jdbc:postgresql:"), "--jdbc-url", url, "must begin with jdbc:postgresql:"));
        return jdbcUrl;
    }
}
