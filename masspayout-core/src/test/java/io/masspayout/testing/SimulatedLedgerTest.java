package io.masspayout.testing;

import io.masspayout.contract.PaymentLedgerContract;
import io.masspayout.ledger.PaymentLedger;
import io.masspayout.model.AccountId;
import io.masspayout.model.FailureCode;
import io.masspayout.model.PaymentCurrency;
import io.masspayout.model.TokenId;
import io.masspayout.model.Treasury;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** The contract in the usual mode: all or nothing, and the culprit is named. */
class SimulatedLedgerTest extends PaymentLedgerContract {

    private static final String USDC = "0.0.429274";

    private final ManualClock clock = ManualClock.at("2026-03-31T12:00:00Z");
    private final SimulatedNetwork network = SimulatedNetwork.at(clock);
    private final PaymentCurrency currency = network.token(USDC).decimals(6).asCurrency();
    private final FaultPlan faults = FaultPlan.of();
    private final SimulatedLedger ledger =
            inMode(SimulatedLedger.on(network)).faults(faults).build();
    private long lastAccount = 1_000;

    SimulatedLedger.Builder inMode(SimulatedLedger.Builder client) {
        return client;
    }

    private SimulatedAccount account() {
        return network.account("0.0." + ++lastAccount);
    }

    @Override
    protected PaymentLedger ledger() {
        return ledger;
    }

    @Override
    protected Treasury treasury(long balance) {
        return new Treasury(account().holds(USDC, balance).id(), TokenId.of(USDC));
    }

    @Override
    protected PaymentCurrency currency() {
        return currency;
    }

    @Override
    protected AccountId recipient() {
        return account().alias(alias(lastAccount)).id();
    }

    private static String alias(long number) {
        return "0xabcdef" + "0".repeat(18) + HexFormat.of().toHexDigits(number);
    }

    @Override
    protected long balance(AccountId account) {
        return network.balance(account, TokenId.of(USDC));
    }

    @Override
    protected Instant ledgerTime() {
        return network.time();
    }

    @Override
    protected Collection<String> spellings(AccountId account) {
        long number = Long.parseLong(account.value().substring("0.0.".length()));
        String longZero = "0".repeat(24) + HexFormat.of().toHexDigits(number);
        String alias = alias(number);
        return List.of(
                account.value(),
                longZero,
                "0x" + longZero,
                "0X" + longZero.toUpperCase(Locale.ROOT),
                alias,
                alias.substring(2),
                alias.substring(2).toUpperCase(Locale.ROOT),
                alias.toUpperCase(Locale.ROOT));
    }

    @Override
    protected AccountId nobody() {
        return AccountId.of("0.0.999999999");
    }

    @Override
    protected PaymentLedger anotherClient() {
        return inMode(SimulatedLedger.on(network)).build();
    }

    @Override
    protected void advanceLedgerTime(Duration by) {
        clock.advance(by);
    }

    @Override
    protected void loseNextRequest() {
        faults.onNextSubmission(LedgerFault.LOSE_REQUEST);
    }

    @Override
    protected void loseNextAnswer() {
        faults.onNextSubmission(LedgerFault.LOSE_ANSWER);
    }

    @Override
    protected AccountId recipientWho(FailureCode failure) {
        return switch (failure) {
            case ACCOUNT_NOT_FOUND -> AccountId.of("0.0." + (900_000 + ++lastAccount));
            case ACCOUNT_DELETED -> account().delete().id();
            case NOT_ASSOCIATED -> account().dissociatedFrom(USDC).id();
            case RECEIVER_SIGNATURE_REQUIRED -> account().signsReceipts().id();
            case RECIPIENT_REFUSED -> account().refuses().id();
            case ACCOUNT_FROZEN -> account().frozenFor(USDC).id();
            case KYC_NOT_GRANTED -> account().withoutKycFor(USDC).id();
            default -> super.recipientWho(failure);
        };
    }

    @Override
    protected void pauseToken() {
        network.token(USDC).pause();
    }
}
