package io.masspayout.events;

import io.masspayout.ledger.EventDecoder;
import io.masspayout.ledger.LedgerEvent;
import io.masspayout.model.AccountId;
import io.masspayout.model.EventPosition;
import io.masspayout.model.TokenId;
import java.util.Map;

/**
 * Money that came into an account or contract that is listened to.
 *
 * @param into the account
 * @param token what came
 * @param amount how much, in smallest units of the token
 * @param position the event, as the listener counts
 * @param transactionId the ledger transaction
 */
public record Deposit(AccountId into, TokenId token, long amount, EventPosition position, String transactionId) {

    /** Reads {@link LedgerEvent#TRANSFER}. */
    static final EventDecoder<Deposit> DECODER = event -> new Deposit(
            AccountId.of(event.contractId()),
            TokenId.of(attribute(event, LedgerEvent.TOKEN)),
            amount(attribute(event, LedgerEvent.AMOUNT)),
            event.position(),
            event.transactionId());

    private static String attribute(LedgerEvent event, String name) {
        Map<String, String> attributes = event.attributes();
        if (!attributes.containsKey(name)) {
            throw new IllegalArgumentException("a transfer without '" + name + "': " + attributes);
        }
        return attributes.get(name);
    }

    private static long amount(String text) {
        long amount = Long.parseLong(text);
        if (amount <= 0) {
            throw new IllegalArgumentException("a transfer of " + text + " is no deposit");
        }
        return amount;
    }
}
