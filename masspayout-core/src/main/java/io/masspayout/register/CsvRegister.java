package io.masspayout.register;

import io.masspayout.ledger.HolderBalance;
import io.masspayout.storable.CallerText;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A register as CSV in UTF-8: a header line {@code account_id,balance}, then one holder a line, the balance in the asset's smallest
 * units, then, if the sender writes one, a trailer {@code TRAILER,<holders>,<sum of balances>}. Fields may be quoted; blank lines, other
 * columns, signs and decimal points are refused, as guessing about money is. The last line ends with a line break: where it does not,
 * it may have been cut, and is refused unless a sum or the host vouches for it.
 */
public final class CsvRegister implements RegisterCursor {

    /** The header every register must begin with. */
    public static final String HEADER = "account_id,balance";

    /** The first field of a trailer; no ledger has an account of this name. */
    public static final String TRAILER = "TRAILER";

    /** No account id and balance need more; a longer line is not a register. */
    public static final int MAX_LINE_LENGTH = RegisterText.MAX_LINE_LENGTH;

    private static final Pattern BALANCE = Pattern.compile("[0-9]{1,19}");
    private static final Pattern TOO_LONG = Pattern.compile("[1-9][0-9]{19,}");

    /** A thousand million holders of the largest balance each have a sum of 28 digits. */
    private static final Pattern TOTAL = Pattern.compile("[0-9]{1,30}");

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final RegisterText text;
    private final RegisterChecks checks;
    private final RegisterTotals totals = new RegisterTotals();
    private boolean trailerRead;
    private long line;

    private CsvRegister(RegisterText text, RegisterChecks checks) {
        this.text = text;
        this.checks = checks;
    }

    /**
     * Starts reading; closing the register closes the stream.
     *
     * @throws InvalidRegisterException when the first line is not the header
     */
    public static CsvRegister read(InputStream source) {
        return read(source, RegisterChecks.standard());
    }

    /**
     * As {@link #read(InputStream)}, of a register of which the host knows more.
     *
     * @param checks of these, whether the last line may lack its line break; the import compares the others
     */
    public static CsvRegister read(InputStream source, RegisterChecks checks) {
        return new CsvRegister(new EncodedLines(source), checks).begun();
    }

    /** As {@link #read(InputStream)}, of text that is decoded already; a byte that cannot be decoded has no line then. */
    public static CsvRegister read(Reader source) {
        return read(source, RegisterChecks.standard());
    }

    /** As {@link #read(InputStream, RegisterChecks)}, of text that is decoded already. */
    public static CsvRegister read(Reader source, RegisterChecks checks) {
        return new CsvRegister(new CharacterLines(source), checks).begun();
    }

    private CsvRegister begun() {
        String header = readLine();
        if (header == null
                || !header.replace(BYTE_ORDER_MARK, "").replace("\"", "").equals(HEADER)) {
            throw new InvalidRegisterException(1, "expected the header '" + HEADER + "' but found '" + header + "'");
        }
        requireWhole(header);
        return this;
    }

    @Override
    public List<Line> next(int limit) {
        List<Line> lines = new ArrayList<>(limit);
        while (lines.size() < limit) {
            String read = readLine();
            if (read == null) {
                break;
            }
            HolderBalance holder = parse(read);
            if (holder != null) {
                lines.add(new Line(line, holder));
            }
        }
        return lines;
    }

    @Override
    public void close() {
        try {
            text.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the register", e);
        }
    }

    /** What the line says of a holder; {@code null} for a trailer. */
    private @Nullable HolderBalance parse(String read) {
        if (trailerRead) {
            throw new InvalidRegisterException(line, "stands after the trailer, which is to be the last line");
        }
        String[] fields = read.split(",", -1);
        if (fields.length == 3 && unquote(fields[0]).equals(TRAILER)) {
            compare(unquote(fields[1]), unquote(fields[2]));
            trailerRead = true;
            return null;
        }
        requireWhole(read);
        HolderBalance holder = holder(read, fields);
        totals.add(holder.balance());
        return holder;
    }

    private HolderBalance holder(String read, String... fields) {
        if (fields.length != 2) {
            throw new InvalidRegisterException(
                    line, "expected two fields, account_id and balance, but found '" + read + "'");
        }
        String account = unquote(fields[0]);
        String balance = unquote(fields[1]);
        if (account.isBlank()) {
            throw new InvalidRegisterException(line, "account_id is empty");
        }
        CallerText.problem(account, MAX_LINE_LENGTH).ifPresent(problem -> {
            throw new InvalidRegisterException(line, "account_id '" + account + "' " + problem);
        });
        if (TOO_LONG.matcher(balance).matches()) {
            throw new InvalidRegisterException(line, "balance " + balance + " is beyond " + Long.MAX_VALUE);
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

    private void compare(String holders, String sum) {
        if (!BALANCE.matcher(holders).matches() || !TOTAL.matcher(sum).matches()) {
            throw new InvalidRegisterException(
                    line,
                    "expected a trailer like " + TRAILER + ",3,1000: the number of holders and the sum of balances");
        }
        try {
            totals.require(line, "the trailer", Long.valueOf(holders), new BigInteger(sum));
        } catch (NumberFormatException e) {
            throw new InvalidRegisterException(line, "the trailer's number of holders is beyond " + Long.MAX_VALUE, e);
        }
    }

    private void requireWhole(String read) {
        if (!text.endedWithBreak() && !checks.acceptUnfinishedLastLine()) {
            throw new InvalidRegisterException(
                    line,
                    "the last line '" + read + "' does not end with a line break, so it may have been cut; end the file"
                            + " with a line break or a trailer, give the sum of balances, or say"
                            + " RegisterChecks.allowingUnfinishedLastLine()");
        }
    }

    private static String unquote(String field) {
        boolean quoted = field.length() >= 2 && field.startsWith("\"") && field.endsWith("\"");
        return quoted ? field.substring(1, field.length() - 1) : field;
    }

    private @Nullable String readLine() {
        line++;
        try {
            return text.next(line);
        } catch (IOException e) {
            throw new InvalidRegisterException(line, "cannot be read: " + e.getMessage(), e);
        }
    }
}
