package io.masspayout.ledger;

import io.masspayout.model.Failure;
import java.util.Optional;

/**
 * What the ledger says of a treasury before anything is sent.
 *
 * @param balance what the treasury holds of the token, in smallest units
 * @param obstacle why it could pay nobody at all (token paused, key rejected), if it could not; too little money is not for
 *     the ledger to say, as it does not know what is due
 */
public record Preflight(long balance, Optional<Failure> obstacle) {

    public Preflight {
        if (balance < 0) {
            throw new IllegalArgumentException("balance must not be negative but is " + balance);
        }
    }
}
