package io.masspayout.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * A register of 25,001 lines with EVM addresses, the treasury, zero balances and very uneven weights: the real one where it is at hand,
 * elsewhere a made-up one of the same shape.
 */
final class RegisterFile {

    /** Names the real file; without it, it is looked for beside the repository. */
    private static final String PROPERTY = "masspayout.register";

    private static final int HOLDERS = 25_000;
    private static final int ZERO_BALANCES = 10;

    private RegisterFile() {}

    static Path in(Path directory) throws IOException {
        Path real = Path.of(System.getProperty(PROPERTY, "../../shared/data/register.csv"));
        return Files.isReadable(real) ? real : madeUp(directory.resolve("register.csv"));
    }

    private static Path madeUp(Path file) throws IOException {
        Random random = new Random(20261101);
        List<String> lines = new ArrayList<>(List.of("account_id,balance", ExampleLedger.TREASURY + ",26758673976"));
        for (int i = 0; i < HOLDERS; i++) {
            byte[] address = new byte[20];
            random.nextBytes(address);
            // Plus i, so that no two are equal: the five largest would have no order.
            long balance = i % (HOLDERS / ZERO_BALANCES) == 7
                    ? 0
                    : 100_000 + i + 4_000_000_000L / (1 + random.nextInt(HOLDERS));
            lines.add("0x" + HexFormat.of().formatHex(address) + "," + balance);
        }
        return Files.write(file, lines);
    }
}
