package io.masspayout.hedera;

import io.masspayout.hedera.mirror.MirrorTransaction;
import io.masspayout.hedera.transaction.NativeCurrency;
import io.masspayout.ledger.LedgerEvent;
import io.masspayout.model.EventPosition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a transaction brought into an account: one event for each currency of which the account has more than before, its own fees taken off. They are
 * counted from 0 in an order that every mirror node tells alike: HBAR first, then the tokens by their number.
 */
final class IncomingMoney {

    /** By number: as texts, 0.0.999 would come after 0.0.1000. */
    private static final Comparator<String> BY_NUMBER =
            Comparator.<String>comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    private static final String SUCCESS = "SUCCESS";

    private IncomingMoney() {}

    /** Its events, in their order; none when it failed, or when the account only paid. */
    static List<LedgerEvent> of(MirrorTransaction transaction, String account) {
        if (!transaction.result().equals(SUCCESS)) {
            // Only fees have moved.
            return List.of();
        }
        List<LedgerEvent> events = new ArrayList<>();
        long hbar = transaction.transfers().stream()
                .filter(transfer -> transfer.account().equals(account))
                .mapToLong(MirrorTransaction.HbarTransfer::amount)
                .reduce(0, Math::addExact);
        add(events, transaction, account, NativeCurrency.HBAR.value(), hbar);
        Map<String, Long> tokens = new TreeMap<>(BY_NUMBER);
        transaction.tokenTransfers().stream()
                .filter(transfer -> transfer.account().equals(account))
                .forEach(transfer -> tokens.merge(transfer.tokenId(), transfer.amount(), Math::addExact));
        tokens.forEach((token, amount) -> add(events, transaction, account, token, amount));
        return events;
    }

    private static void add(
            List<LedgerEvent> events, MirrorTransaction transaction, String account, String token, long amount) {
        if (amount > 0) {
            long at = EventPosition.nanos(transaction.consensusTimestamp());
            events.add(new LedgerEvent(
                    account,
                    new EventPosition(at, events.size()),
                    LedgerEvent.TRANSFER,
                    transaction.transactionId(),
                    Map.of(LedgerEvent.TOKEN, token, LedgerEvent.AMOUNT, String.valueOf(amount))));
        }
    }
}
