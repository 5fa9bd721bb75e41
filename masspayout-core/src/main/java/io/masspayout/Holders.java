package io.masspayout;

import io.masspayout.ledger.PaymentLedger;
import io.masspayout.ledger.ResolvedAccount;
import io.masspayout.model.AssetId;
import io.masspayout.model.DistributionId;
import io.masspayout.model.Holder;
import io.masspayout.model.HolderStatus;
import io.masspayout.store.Page;
import io.masspayout.store.PageRequest;
import io.masspayout.store.PaymentAttempt;
import io.masspayout.store.PayoutStore;
import io.masspayout.validation.Faults;
import java.util.Optional;

/** Holders of distributions and of registers, by account id. Safe for use by many threads. */
public final class Holders {

    private final PayoutStore store;
    private final PaymentLedger ledger;

    Holders(PayoutStore store, PaymentLedger ledger) {
        this.store = store;
        this.ledger = ledger;
    }

    /** All holders of a distribution. */
    public Page<Holder> of(DistributionId id, PageRequest page) {
        return store.holders(id, Optional.empty(), page);
    }

    /** Holders of a distribution in one status. */
    public Page<Holder> of(DistributionId id, HolderStatus status, PageRequest page) {
        return store.holders(id, Optional.of(status), page);
    }

    /**
     * One holder of a distribution, by any spelling of the account.
     *
     * @throws io.masspayout.validation.InvalidRequestException when the text can be no account
     */
    public Optional<Holder> find(DistributionId id, String account) {
        return resolve(account).flatMap(resolved -> store.holder(id, resolved.account()));
    }

    /** How one holder left batches unpaid, oldest first. */
    public Page<PaymentAttempt> attempts(DistributionId id, String account, PageRequest page) {
        return store.attempts(id, resolve(account).map(ResolvedAccount::account), page);
    }

    /** The current register of an asset. */
    public Page<Holder> register(AssetId id, PageRequest page) {
        return store.register(id, page);
    }

    private Optional<ResolvedAccount> resolve(String account) {
        Faults faults = Faults.of("account");
        Optional<ResolvedAccount> resolved = AccountCheck.resolved(ledger, faults, "account", account);
        faults.throwIfAny();
        return resolved;
    }
}
