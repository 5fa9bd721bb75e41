package io.masspayout.campaign;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** What a child hears from the conductor, line by line. When nothing more can come, the conductor is gone, and the child goes too. */
final class ConductorsVoice {

    private ConductorsVoice() {}

    /** Obeys until the conductor falls silent; does not return. */
    static void obey(Consumer<String> commands) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                commands.accept(line);
            }
        } catch (IOException e) {
            System.err.println("the conductor cannot be heard: " + e);
        }
        Runtime.getRuntime().halt(0);
    }
}
