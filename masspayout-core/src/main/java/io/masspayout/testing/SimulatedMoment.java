package io.masspayout.testing;

import io.masspayout.ledger.LedgerEvent;
import io.masspayout.model.AccountId;
import io.masspayout.model.TokenId;
import io.masspayout.testing.LedgerEvents.Happening;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What happens at one ledger time, in one transaction of somebody else: see {@link SimulatedNetwork#atOneTime}. Not thread-safe.
 */
public final class SimulatedMoment {

    private final LedgerState state;
    private final List<Happening> happenings = new ArrayList<>();

    SimulatedMoment(LedgerState state) {
        this.state = state;
    }

    /** As {@link SimulatedNetwork#deposit}. */
    public SimulatedMoment deposit(AccountId account, TokenId token, long amount) {
        if (amount <= 0) {
            throw new IllegalArgumentException("a deposit must be above zero but is " + amount);
        }
        state.ofToken(token, known -> known);
        happenings.add(Happening.deposit(state.open(account.value()), token, amount));
        return this;
    }

    /** As {@link SimulatedNetwork#publish}. */
    public SimulatedMoment publish(String contractId, String type, Map<String, String> attributes) {
        happenings.add(Happening.event(state.open(contractId), type, attributes));
        return this;
    }

    List<LedgerEvent> happen() {
        return state.happen(happenings);
    }
}
