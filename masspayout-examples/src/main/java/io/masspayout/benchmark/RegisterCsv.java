package io.masspayout.benchmark;

import io.masspayout.register.CsvRegister;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A register of so many holders, none of whom holds as much as his neighbour. */
final class RegisterCsv {

    private static final int FIRST_ACCOUNT = 1_000_000;
    private static final int BALANCES = 9_973;

    private RegisterCsv() {}

    static Path write(Path directory, int holders) throws IOException {
        Path file = directory.resolve("register-" + holders + ".csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(CsvRegister.HEADER + "\n");
            for (int i = 0; i < holders; i++) {
                out.write("0.0." + (FIRST_ACCOUNT + i) + "," + (1 + i * 7L % BALANCES) + "\n");
            }
        }
        return file;
    }
}
