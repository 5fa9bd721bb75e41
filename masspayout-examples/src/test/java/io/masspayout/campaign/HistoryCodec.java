package io.masspayout.campaign;

import io.masspayout.ledger.BatchReference;
import io.masspayout.ledger.LedgerEntry;
import io.masspayout.ledger.LedgerHistory;
import io.masspayout.model.LedgerTransactionId;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A page of a treasury's history as bytes, and how much of that history a gateway has read before it. */
final class HistoryCodec {

    private HistoryCodec() {}

    /**
     * A page.
     *
     * @param completeUntil ledger time up to which the history is complete at its end
     */
    record Page(List<LedgerEntry> entries, Instant completeUntil) {

        Page {
            entries = List.copyOf(entries);
        }
    }

    /** The page behind so many entries of an open history. */
    static Page page(LedgerHistory history, int behind, int limit) {
        for (int left = behind; left > 0; ) {
            int passed = history.next(left).size();
            if (passed == 0) {
                throw new IllegalStateException("the history has become shorter by " + left + " entries");
            }
            left -= passed;
        }
        List<LedgerEntry> entries = history.next(limit);
        return new Page(entries, history.completeUntil());
    }

    static void write(DataOutputStream out, Page page) throws IOException {
        out.writeUTF(page.completeUntil().toString());
        out.writeInt(page.entries().size());
        for (LedgerEntry entry : page.entries()) {
            out.writeUTF(entry.transactionId().value());
            out.writeUTF(entry.reference().toString());
            LedgerCodec.write(out, entry.payments());
            OutcomeCodec.write(out, entry.settled());
        }
    }

    static Page page(DataInputStream in) throws IOException {
        Instant completeUntil = Instant.parse(in.readUTF());
        List<LedgerEntry> entries = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            entries.add(entry(in));
        }
        return new Page(entries, completeUntil);
    }

    private static LedgerEntry entry(DataInputStream in) throws IOException {
        LedgerTransactionId id = LedgerTransactionId.of(in.readUTF());
        String memo = in.readUTF();
        BatchReference reference =
                BatchReference.parse(memo).orElseThrow(() -> new IOException("no batch in memo " + memo));
        return new LedgerEntry(id, reference, LedgerCodec.payments(in), OutcomeCodec.settled(in));
    }
}
