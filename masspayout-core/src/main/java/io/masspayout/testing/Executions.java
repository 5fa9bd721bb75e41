package io.masspayout.testing;

import io.masspayout.ledger.LedgerOutcome;
import io.masspayout.ledger.LedgerOutcome.EverybodyPaid;
import io.masspayout.ledger.Settled;
import io.masspayout.model.Payment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every transaction that is final, oldest first, each id at most once. Guarded by its {@link LedgerState}. */
final class Executions {

    // Starts are unique on the ledger whoever pays, so a start finds what an id finds.
    private final LongTable byStart = new LongTable();
    private final List<Execution> inOrder = new ArrayList<>();

    int size() {
        return inOrder.size();
    }

    Execution get(int index) {
        return inOrder.get(index);
    }

    @Nullable
    Execution ofStart(long start) {
        long index = byStart.get(start, -1);
        return index < 0 ? null : inOrder.get(Math.toIntExact(index));
    }

    void add(long start, Execution execution) {
        byStart.put(start, inOrder.size());
        inOrder.add(execution);
    }

    /** The index of the first one at or after a ledger time. */
    int firstSince(long time) {
        int low = 0;
        int high = inOrder.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (inOrder.get(middle).at < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** A transaction that is final: the bytes of its body, as objects would take ten times the memory, and how it ended. */
    static final class Execution {

        private static final LedgerOutcome EVERYBODY_PAID = new EverybodyPaid();

        final long at;
        private final byte[] body;
        private final LedgerOutcome outcome;
        private final long fee;

        Execution(long at, byte[] body, LedgerOutcome outcome, long fee) {
            this.fee = fee;
            this.at = at;
            this.body = body;
            this.outcome = outcome.match(all -> EVERYBODY_PAID, some -> some, nobody -> nobody);
        }

        boolean isOf(byte[] otherBody) {
            return Arrays.equals(body, otherBody);
        }

        TransactionBody body() {
            return TransactionBody.decode(body);
        }

        Settled settled() {
            return new Settled(outcome, LedgerTime.instant(at), fee);
        }

        /** Those payments of the body, which is this one's, that moved money. */
        List<Payment> paid(TransactionBody decoded) {
            return outcome.match(
                    all -> decoded.payments(),
                    some -> decoded.payments().stream()
                            .filter(payment -> !some.failed().containsKey(payment.account()))
                            .toList(),
                    nobody -> List.of());
        }
    }
}
