package io.masspayout.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents show is compiled and run: every Java block is found word for word in a source file of this module. */
class DocumentationTest {

    private static final Path ROOT = Path.of("..");
    private static final Path README = ROOT.resolve("README.md");

    private static final Pattern BLOCK = Pattern.compile("^```(\\w*)\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern SNIPPET =
            Pattern.compile("// doc: [\\w-]+\\n(.*?)// end$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]+)(#[^)]*)?\\)");

    @Test
    void everyJavaBlockIsCompiled() throws IOException {
        List<String> compiled = snippets();
        List<String> shown = new ArrayList<>();
        for (Path document : documents()) {
            shown.addAll(blocks(document, "java"));
        }
        assertThat(shown).isNotEmpty().allSatisfy(block -> assertThat(compiled).contains(inOneLine(block)));
    }

    @Test
    void readmeBeginsWithTheTwoCommands() throws IOException {
        assertThat(blocks(README, "sh")).startsWith("./mvnw -q -B -ntp -Pquickstart\n", "./mvnw -B -ntp verify\n");
    }

    @Test
    void linksBetweenDocumentsLeadSomewhere() throws IOException {
        for (Path document : documents()) {
            Matcher links = LINK.matcher(Files.readString(document));
            while (links.find()) {
                assertThat(document.resolveSibling(links.group(1)))
                        .as("link in %s", document)
                        .exists();
            }
        }
    }

    @Test
    void optionsOfTheQuickStartAreDocumented() throws IOException {
        assertThat(Files.readString(ROOT.resolve("docs/getting-started.md"))).contains(Options.HELP);
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            return Stream.concat(Stream.of(README), docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> blocks(Path document, String language) throws IOException {
        return BLOCK.matcher(Files.readString(document))
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }

    private static List<String> snippets() throws IOException {
        List<String> snippets = new ArrayList<>();
        try (Stream<Path> sources = Files.walk(Path.of("src"))) {
            for (Path source :
                    sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                SNIPPET.matcher(Files.readString(source))
                        .results()
                        .map(snippet -> inOneLine(snippet.group(1)))
                        .forEach(snippets::add);
            }
        }
        return snippets;
    }

    private static String inOneLine(String code) {
        return code.strip().replaceAll("\\s+", " ");
    }
}
