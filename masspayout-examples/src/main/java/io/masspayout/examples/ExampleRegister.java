package io.masspayout.examples;

import io.masspayout.register.CsvRegister;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * A made-up register in which few hold much and many hold little: the holder of rank {@code r} has one {@code r}-th of what the largest
 * has. The same number of holders always gives the same register.
 */
final class ExampleRegister {

    private static final long LARGEST_BALANCE = 1_000_000_000_000L;
    private static final long FIRST_ACCOUNT = 2_000;

    /** One holder in so many is known by an EVM address. */
    private static final int EVM_EVERY = 7;

    /** With the sixteen digits that follow, the forty of an address. */
    private static final String EVM_PREFIX = "0xacce55" + "0".repeat(18);

    /** A prime above {@link Options#MAX_HOLDERS}: multiples of it visit every rank once, in an order that looks like none. */
    private static final long STRIDE = 7_368_787;

    private ExampleRegister() {}

    /** Writes the register, and returns the file. */
    static Path write(Path file, int holders) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (BufferedWriter out = Files.newBufferedWriter(file)) {
                out.write(CsvRegister.HEADER + "\n");
                for (int i = 0; i < holders; i++) {
                    out.write(account(i) + "," + balance(i, holders) + "\n");
                }
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the register " + file, e);
        }
    }

    private static String account(int i) {
        return i % EVM_EVERY == EVM_EVERY - 1
                ? EVM_PREFIX + HexFormat.of().toHexDigits(i * STRIDE)
                : "0.0." + (FIRST_ACCOUNT + i);
    }

    private static long balance(int i, int holders) {
        long rank = i * STRIDE % holders + 1;
        return LARGEST_BALANCE / rank;
    }
}
