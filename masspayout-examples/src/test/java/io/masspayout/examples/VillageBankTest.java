package io.masspayout.examples;

import io.masspayout.contract.PaymentLedgerContract;
import io.masspayout.ledger.PaymentLedger;
import io.masspayout.model.AccountId;
import io.masspayout.model.FailureCode;
import io.masspayout.model.PaymentCurrency;
import io.masspayout.model.TokenId;
import io.masspayout.model.Treasury;
import io.masspayout.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

// doc: contract
/** The ledger of the example keeps the promises of the port. */
class VillageBankTest extends PaymentLedgerContract {

    private final ManualClock clock = ManualClock.at("2026-11-01T09:00:00Z");
    private final VillageBank bank = new VillageBank(clock);
    private int opened;

    @Override
    protected PaymentLedger ledger() {
        return bank;
    }

    @Override
    protected Treasury treasury(long balance) {
        return new Treasury(open(balance), currency().token());
    }

    @Override
    protected PaymentCurrency currency() {
        return new PaymentCurrency(TokenId.of("thaler"), 2);
    }

    @Override
    protected AccountId recipient() {
        return open(0);
    }

    private AccountId open(long balance) {
        return bank.open("acct-" + ++opened, balance);
    }
    // end

    @Override
    protected long balance(AccountId account) {
        return bank.balance(account);
    }

    @Override
    protected Instant ledgerTime() {
        return clock.instant();
    }

    @Override
    protected Collection<String> spellings(AccountId account) {
        return List.of(account.value(), account.value().toUpperCase(Locale.ROOT));
    }

    @Override
    protected AccountId nobody() {
        return AccountId.of("acct-999999");
    }

    @Override
    protected PaymentLedger anotherClient() {
        return bank;
    }

    @Override
    protected void advanceLedgerTime(Duration by) {
        clock.advance(by);
    }

    @Override
    protected AccountId recipientWho(FailureCode failure) {
        return failure == FailureCode.ACCOUNT_NOT_FOUND ? nobody() : super.recipientWho(failure);
    }
}
