package io.masspayout.ledger;

import io.masspayout.model.EventPosition;
import java.util.Map;
import java.util.Objects;

/**
 * Something that happened at a contract or account, as the ledger tells it: not decoded yet.
 *
 * @param contractId the contract or account listened to
 * @param position where it stands among the contract's events; no two share one
 * @param type what kind of event it is, for example {@link #TRANSFER}
 * @param transactionId the ledger transaction it happened in
 * @param attributes what the ledger says of it, by name
 */
public record LedgerEvent(
        String contractId, EventPosition position, String type, String transactionId, Map<String, String> attributes) {

    /** Money moved into the account; {@link #TOKEN} and {@link #AMOUNT} say what and how much. */
    public static final String TRANSFER = "TRANSFER";

    /** Attribute of a {@link #TRANSFER}: the canonical id of the token. */
    public static final String TOKEN = "token";

    /** Attribute of a {@link #TRANSFER}: in smallest units of the token, above zero. */
    public static final String AMOUNT = "amount";

    public LedgerEvent {
        Objects.requireNonNull(contractId, "contractId");
        Objects.requireNonNull(position, "position");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(transactionId, "transactionId");
        attributes = Map.copyOf(attributes);
    }
}
