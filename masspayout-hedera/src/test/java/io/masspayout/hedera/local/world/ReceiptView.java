package io.masspayout.hedera.local.world;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a node can say about an id.
 *
 * @param known whether it has heard of it
 * @param main the record that decides, or null while there is none
 * @param duplicates all other records of the id
 */
public record ReceiptView(boolean known, @Nullable LedgerRecord main, List<LedgerRecord> duplicates) {

    static final ReceiptView NOT_FOUND = new ReceiptView(false, null, List.of());
    static final ReceiptView PENDING = new ReceiptView(true, null, List.of());

    public ReceiptView {
        duplicates = List.copyOf(duplicates);
    }

    /** The main record is the first that is not a node's failure, or else the first. */
    static ReceiptView of(List<LedgerRecord> records) {
        LedgerRecord main =
                records.stream().filter(one -> !one.isNodeFailure()).findFirst().orElse(records.get(0));
        List<LedgerRecord> others = new ArrayList<>(records);
        others.remove(main);
        return new ReceiptView(true, main, others);
    }
}
