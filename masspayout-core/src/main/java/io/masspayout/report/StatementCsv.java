package io.masspayout.report;

import io.masspayout.model.Failure;
import io.masspayout.model.PaymentCurrency;
import io.masspayout.money.Units;
import io.masspayout.store.StatementLine;
import java.io.IOException;
import java.io.UncheckedIOException;
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

    private static final String LINE_END = "\r\n";
    private static final String FORMULA_STARTS = "=+-@\t\r\n";

    private final Appendable out;
    private final PaymentCurrency currency;

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
        String reason = failure != null ? failure.code().name() : Objects.toString(line.skipReason(), "");
        append(String.join(
                        ",",
                        cell(line.account()),
                        cell(line.accountAsGiven()),
                        Long.toString(line.balance()),
                        cell(currency.token()),
                        Units.format(line.due(), currency.decimals()),
                        Units.format(line.paid(), currency.decimals()),
                        line.status().name(),
                        cell(reason),
                        cell(failure == null ? null : failure.detail()),
                        Integer.toString(line.attempts()),
                        cell(line.batchId()),
                        cell(line.settledBy()),
                        cell(line.paidAt()))
                + LINE_END);
    }

    /** A cell that says what it says, in a spreadsheet too. */
    static String cell(@Nullable Object value) {
        String text = Objects.toString(value, "");
        if (!text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0) {
            text = "'" + text;
        }
        boolean quote = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quote ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    private void append(String text) {
        try {
            out.append(text);
        } catch (IOException e) {
            throw new UncheckedIOException("the statement cannot be written", e);
        }
    }
}
