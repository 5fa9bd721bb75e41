package io.masspayout.campaign;

import io.masspayout.hedera.local.LocalLedger;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Recipients who cannot be paid for a while: frozen, without KYC, or without the token at all. Safe for use by many threads. */
final class HederaRefusals {

    private final LocalLedger ledger;
    private final String token;
    private final Map<String, Obstacle> obstacles = new HashMap<>();
    private Optional<String> sly = Optional.empty();
    private int begun;

    private enum Obstacle {
        FROZEN,
        KYC_REVOKED,
        DISSOCIATED
    }

    HederaRefusals(LocalLedger ledger, String token) {
        this.ledger = ledger;
        this.token = token;
    }

    /** One who refuses already goes on doing so. */
    synchronized void begin(String account) {
        if (!obstacles.containsKey(account)) {
            obstacles.put(account, raise(account, next()));
        }
    }

    private Obstacle next() {
        return Obstacle.values()[begun++ % Obstacle.values().length];
    }

    private Obstacle raise(String account, Obstacle obstacle) {
        switch (obstacle) {
            case FROZEN -> ledger.freeze(account, token);
            case KYC_REVOKED -> ledger.revokeKyc(account, token);
            case DISSOCIATED -> {
                try {
                    ledger.dissociate(account, token);
                } catch (IllegalStateException holdsUnits) {
                    return raise(account, Obstacle.FROZEN);
                }
            }
        }
        return obstacle;
    }

    /** One who does not refuse goes on accepting. */
    synchronized void end(String account) {
        Obstacle obstacle = obstacles.remove(account);
        if (obstacle == null) {
            return;
        }
        switch (obstacle) {
            case FROZEN -> ledger.unfreeze(account, token);
            case KYC_REVOKED -> ledger.grantKyc(account, token);
            case DISSOCIATED -> {
                ledger.associate(account, token);
                ledger.grantKyc(account, token);
            }
        }
    }

    /** For as long as the weather is foul. */
    synchronized void beginSlyness(String account) {
        endOfSlyness();
        sly = Optional.of(account);
        begin(account);
    }

    synchronized void endOfSlyness() {
        sly.ifPresent(this::end);
        sly = Optional.empty();
    }
}
