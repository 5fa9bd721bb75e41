package io.masspayout.register;

import io.masspayout.ledger.HolderBalance;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A register as CSV: a header line {@code account_id,balance}, then one holder a line, the balance in the asset's smallest
 * units. Fields may be quoted; blank lines, other columns, signs and decimal points are refused, as guessing about money is.
 */
public final class CsvRegister implements RegisterCursor {

    /** The header every register must begin with. */
    public static final String HEADER = "account_id,balance";

    /** No account id and balance need more; a longer line is not a register. */
    public static final int MAX_LINE_LENGTH = 512;

    private static final Pattern BALANCE = Pattern.compile("[0-9]{1,19}");
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final BufferedReader reader;
    private long line;

    private CsvRegister(BufferedReader reader) {
        this.reader = reader;
    }

    /**
     * Starts reading; closing the register closes the reader.
     *
     * @throws InvalidRegisterException when the first line is not the header
     */
    public static CsvRegister read(Reader source) {
        CsvRegister register = new CsvRegister(new BufferedReader(source));
        String header = register.readLine();
        if (header == null
                || !header.replace(BYTE_ORDER_MARK, "").replace("\"", "").equals(HEADER)) {
            throw new InvalidRegisterException(1, "expected the header '" + HEADER + "' but found '" + header + "'");
        }
        return register;
    }

    @Override
    public List<Line> next(int limit) {
        List<Line> lines = new ArrayList<>(limit);
        for (String text = ""; lines.size() < limit; ) {
            text = readLine();
            if (text == null) {
                break;
            }
            lines.add(new Line(line, parse(text)));
        }
        return lines;
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the register", e);
        }
    }

    private HolderBalance parse(String text) {
        String[] fields = text.split(",", -1);
        if (fields.length != 2) {
            throw new InvalidRegisterException(
                    line, "expected two fields, account_id and balance, but found '" + text + "'");
        }
        String account = unquote(fields[0]);
        String balance = unquote(fields[1]);
        if (account.isBlank()) {
            throw new InvalidRegisterException(line, "account_id is empty");
        }
        if (!BALANCE.matcher(balance).matches()) {
            throw new InvalidRegisterException(
                    line, "balance '" + balance + "' is not a whole number of the asset's smallest units");
        }
        try {
            return new HolderBalance(account, Long.parseLong(balance));
        } catch (NumberFormatException e) {
            throw new InvalidRegisterException(line, "balance " + balance + " is beyond " + Long.MAX_VALUE, e);
        }
    }

    private static String unquote(String field) {
        boolean quoted = field.length() >= 2 && field.startsWith("\"") && field.endsWith("\"");
        return quoted ? field.substring(1, field.length() - 1) : field;
    }

    @SuppressWarnings("NullAway") // BufferedReader.readLine says null for the end
    private String readLine() {
        line++;
        try {
            String text = reader.readLine();
            if (text != null && text.length() > MAX_LINE_LENGTH) {
                throw new InvalidRegisterException(line, "longer than " + MAX_LINE_LENGTH + " characters");
            }
            return text;
        } catch (IOException e) {
            throw new InvalidRegisterException(line, "cannot be read: " + e.getMessage(), e);
        }
    }
}
