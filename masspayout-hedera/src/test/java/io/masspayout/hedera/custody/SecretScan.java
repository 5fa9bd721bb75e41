package io.masspayout.hedera.custody;

import static org.assertj.core.api.Assertions.assertThat;

import com.hedera.hashgraph.sdk.PrivateKey;
import io.masspayout.ledger.SigningException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Looks for private keys in whatever a test makes visible: every log line from {@link LogCapture the most talkative level} on, everything
 * printed, and the texts and exceptions that the test {@linkplain #see(Object) shows} it. Finds any eight bytes of a key in a row,
 * as hexadecimal digits or as Base64, and the whole key as a decimal number or a printed array.
 *
 * <p>Only one at a time in a JVM, as the standard streams are everybody's. Safe for use by many threads while open.
 */
public final class SecretScan implements AutoCloseable {

    /** Long enough never to be found by chance, short enough to find half a key. */
    private static final int BYTES_IN_A_ROW = 8;

    private final List<byte[]> secrets;
    private final ConcurrentLinkedQueue<String> shown = new ConcurrentLinkedQueue<>();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream standardOut = System.out;
    private final PrintStream standardError = System.err;
    private final LogCapture logs;

    private SecretScan(List<byte[]> secrets) {
        this.secrets = secrets;
        PrintStream both = new PrintStream(printed, true, StandardCharsets.UTF_8);
        System.setOut(both);
        System.setErr(both);
        this.logs = LogCapture.start(both);
    }

    /** Opens the ears. Close it in any case, as it has the standard streams. */
    public static SecretScan listen(PrivateKey... secrets) {
        return new SecretScan(Arrays.stream(secrets).map(PrivateKey::toBytesRaw).toList());
    }

    /** Shows it a value by its {@code toString}, and an exception by all that it carries. */
    public void see(Object value) {
        shown.add(String.valueOf(value));
        if (value instanceof Throwable problem) {
            StringWriter stack = new StringWriter();
            // Prints messages, causes and suppressed exceptions, all the way down.
            problem.printStackTrace(new PrintWriter(stack, true));
            shown.add(stack.toString());
            shown.add(String.valueOf(problem.getMessage()));
            for (Throwable link = problem; link != null; link = link.getCause()) {
                if (link instanceof SigningException refused) {
                    shown.add(refused.failure().toString());
                }
            }
        }
    }

    /** All that was printed and logged so far; a test that expects something there can see whether it listens at all. */
    public String heard() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    /** Fails when any of the secrets could be read. Does not print what it found, only where. */
    public void assertNothingLeaked() {
        assertThat(leaks()).as("texts that show a private key").isEmpty();
    }

    /** For each text that shows a secret, its beginning up to the secret. */
    List<String> leaks() {
        List<String> texts = new ArrayList<>(shown);
        texts.add(heard());
        List<String> leaks = new ArrayList<>();
        for (byte[] secret : secrets) {
            for (String text : texts) {
                int at = firstLeak(secret, text);
                if (at >= 0) {
                    leaks.add(text.substring(
                            Math.max(0, Math.min(at, text.length()) - 120), Math.min(at, text.length())));
                }
            }
        }
        return leaks;
    }

    private static int firstLeak(byte[] secret, String text) {
        String lowerCase = text.toLowerCase(Locale.ROOT);
        String dense = lowerCase.replaceAll("[\\s:,_-]", "");
        for (String form : hexForms(secret)) {
            if (lowerCase.contains(form)) {
                return lowerCase.indexOf(form);
            }
            if (dense.contains(form)) {
                return dense.indexOf(form);
            }
        }
        String standardAlphabet = text.replace('-', '+').replace('_', '/');
        for (String form : base64Forms(secret)) {
            if (standardAlphabet.contains(form)) {
                return standardAlphabet.indexOf(form);
            }
        }
        for (String form : decimalForms(secret)) {
            if (text.contains(form)) {
                return text.indexOf(form);
            }
        }
        return -1;
    }

    private static Set<String> hexForms(byte[] secret) {
        Set<String> forms = new LinkedHashSet<>();
        for (int from = 0; from + BYTES_IN_A_ROW <= secret.length; from++) {
            forms.add(HexFormat.of().formatHex(secret, from, from + BYTES_IN_A_ROW));
        }
        return forms;
    }

    /** Base64 depends on what stands before the bytes, in three ways; the characters at the ends are shared with the neighbours. */
    private static Set<String> base64Forms(byte[] secret) {
        Set<String> forms = new LinkedHashSet<>();
        for (int from = 0; from + BYTES_IN_A_ROW <= secret.length; from++) {
            for (int before = 0; before < 3; before++) {
                byte[] shifted = new byte[before + BYTES_IN_A_ROW];
                System.arraycopy(secret, from, shifted, before, BYTES_IN_A_ROW);
                String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
                int first = (before * Byte.SIZE + 5) / 6;
                int end = shifted.length * Byte.SIZE / 6;
                forms.add(text.substring(first, end));
            }
        }
        return forms;
    }

    private static Set<String> decimalForms(byte[] secret) {
        String array = Arrays.toString(secret);
        int[] unsigned = new int[secret.length];
        for (int i = 0; i < secret.length; i++) {
            unsigned[i] = Byte.toUnsignedInt(secret[i]);
        }
        String unsignedArray = Arrays.toString(unsigned);
        return new LinkedHashSet<>(List.of(
                new BigInteger(1, secret).toString(),
                new BigInteger(secret).abs().toString(),
                array.substring(1, array.length() - 1),
                unsignedArray.substring(1, unsignedArray.length() - 1)));
    }

    @Override
    public void close() {
        logs.close();
        System.setOut(standardOut);
        System.setErr(standardError);
    }
}
