package io.masspayout.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The numbered steps of a section of a document, each with the sentence in bold that says what to do, and what a test does for it. */
final class Checklist {

    private static final Pattern STEP = Pattern.compile("^(\\d+)\\. \\*\\*(.+?)\\*\\*", Pattern.MULTILINE);
    private static final Pattern NUMBERED = Pattern.compile("^\\d+\\. ", Pattern.MULTILINE);

    private final List<String> steps;
    private final Map<String, Runnable> deeds = new LinkedHashMap<>();

    private Checklist(List<String> steps) {
        this.steps = List.copyOf(steps);
    }

    /**
     * Reads one.
     *
     * @throws IllegalStateException when the section is not there, or its steps are not numbered from 1 on, each with a sentence in bold
     */
    static Checklist of(Path document, String section) {
        try {
            return of(Files.readString(document), section);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Checklist of(String document, String section) {
        String[] parts = document.split("(?m)^## " + Pattern.quote(section) + "$", -1);
        if (parts.length != 2) {
            throw new IllegalStateException("there is no one section '" + section + "', but " + (parts.length - 1));
        }
        String text = parts[1].split("(?m)^## ", -1)[0];
        List<String> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(text);
        while (matcher.find()) {
            steps.add(matcher.group(2));
            if (Integer.parseInt(matcher.group(1)) != steps.size()) {
                throw new IllegalStateException("step " + steps.size() + " is numbered " + matcher.group(1));
            }
        }
        long numbered = NUMBERED.matcher(text).results().count();
        if (steps.isEmpty() || numbered != steps.size()) {
            throw new IllegalStateException(
                    numbered + " steps are numbered, of which " + steps.size() + " say in bold what to do");
        }
        return new Checklist(steps);
    }

    List<String> steps() {
        return steps;
    }

    /** Says how a step is done. */
    Checklist step(String sentence, Runnable deed) {
        deeds.put(sentence, deed);
        return this;
    }

    /**
     * Does every step, in the order of the document.
     *
     * @throws IllegalStateException before anything is done, when the document has a step for which no deed is given, or lacks one
     *     for which a deed is given
     */
    void perform() {
        List<String> unknown =
                steps.stream().filter(step -> !deeds.containsKey(step)).toList();
        List<String> missing =
                deeds.keySet().stream().filter(known -> !steps.contains(known)).toList();
        if (!unknown.isEmpty() || !missing.isEmpty()) {
            throw new IllegalStateException(
                    "steps without a deed: " + unknown + "; steps that are missing: " + missing);
        }
        steps.forEach(step -> deeds.get(step).run());
    }
}
