package io.masspayout.report;

import io.masspayout.model.BatchId;
import io.masspayout.model.Failure;
import io.masspayout.model.LedgerTransactionId;
import io.masspayout.model.PaymentCurrency;
import io.masspayout.money.Units;
import io.masspayout.store.StatementLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a statement as CSV (RFC 4180, UTF-8 is the writer's choice): one line a holder, amounts as decimals of the payment token with
 * a point, instants in UTC. Text that a spreadsheet would take for a formula gets an apostrophe in front of it, as accounts and failure
 * details come from outside. Not thread-safe.
 */
public final class StatementCsv implements Consumer<StatementLine> {

    /** The first line. */
    public static final String HEADER = "account_id,account_as_given,balance,currency,due,paid,status,reason,detail,"
            + "attempts,batch_id,transaction_id,paid_at";

    private static final char SEPARATOR = ',';
    private static final char FORMULA_GUARD = '\'';
    private static final String LINE_END = "\r\n";
    private static final String FORMULA_STARTS = "=+-@\t\r\n";

    private final Appendable out;
    private final PaymentCurrency currency;
    private final StringBuilder row = new StringBuilder();
    private final Repeated<BatchId> batch = new Repeated<>();
    private final Repeated<LedgerTransactionId> transaction = new Repeated<>();
    private final Repeated<Instant> time = new Repeated<>();

    public StatementCsv(Appendable out, PaymentCurrency currency) {
        this.out = out;
        this.currency = currency;
    }

    /**
     * Writes the first line.
     *
     * @throws UncheckedIOException when the output fails
     */
    public void header() {
        append(HEADER + LINE_END);
    }

    /** Writes the line of one holder. */
    @Override
    public void accept(StatementLine line) {
        Failure failure = line.failure();
        row.setLength(0);
        cell(row, line.account().value());
        cell(row, line.accountAsGiven());
        row.append(line.balance()).append(SEPARATOR);
        cell(row, currency.token().value());
        row.append(Units.format(line.due(), currency.decimals())).append(SEPARATOR);
        row.append(Units.format(line.paid(), currency.decimals())).append(SEPARATOR);
        cell(row, line.status().name());
        cell(row, failure != null ? failure.code().name() : Objects.toString(line.skipReason(), ""));
        cell(row, failure == null ? "" : failure.detail());
        row.append(line.attempts()).append(SEPARATOR);
        cell(row, batch.of(line.batchId()));
        cell(row, transaction.of(line.settledBy()));
        row.append(time.of(line.paidAt())).append(LINE_END);
        append(row);
    }

    /** Adds a cell that says what it says, in a spreadsheet too, and what separates it from the next one. */
    static void cell(StringBuilder row, String text) {
        int start = row.length();
        boolean formula = !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
        if (formula) {
            row.append(FORMULA_GUARD);
        }
        row.append(text);
        if (needsQuotes(text)) {
            String guarded = row.substring(start).replace("\"", "\"\"");
            row.setLength(start);
            row.append('"').append(guarded).append('"');
        }
        row.append(SEPARATOR);
    }

    private static boolean needsQuotes(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == SEPARATOR || c == '"' || c == '\n' || c == '\r') {
                return true;
            }
        }
        return false;
    }

    /** Holders of one batch follow each other: what is the same as in the line above is put into words once. */
    private static final class Repeated<T> {

        private @Nullable T last;
        private String text = "";

        String of(@Nullable T value) {
            if (!Objects.equals(value, last)) {
                last = value;
                text = Objects.toString(value, "");
            }
            return text;
        }
    }

    private void append(CharSequence text) {
        try {
            out.append(text);
        } catch (IOException e) {
            throw new UncheckedIOException("the statement cannot be written", e);
        }
    }
}
