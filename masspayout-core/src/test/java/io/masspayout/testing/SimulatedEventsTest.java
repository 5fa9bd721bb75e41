package io.masspayout.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.masspayout.contract.EventSourceContract;
import io.masspayout.ledger.BatchInstruction;
import io.masspayout.ledger.BatchReference;
import io.masspayout.ledger.EventPage;
import io.masspayout.ledger.EventSource;
import io.masspayout.ledger.LedgerEvent;
import io.masspayout.ledger.LedgerUnavailableException;
import io.masspayout.model.AccountId;
import io.masspayout.model.BatchId;
import io.masspayout.model.EventPosition;
import io.masspayout.model.Payment;
import io.masspayout.model.PaymentCurrency;
import io.masspayout.model.TokenId;
import io.masspayout.model.Treasury;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The contract, and what tests can make happen on the simulated ledger. */
class SimulatedEventsTest extends EventSourceContract {

    private static final TokenId USDC = TokenId.of("0.0.429274");
    private static final TokenId EURC = TokenId.of("0.0.429275");
    private static final String CONTRACT = "0.0.7777";
    private static final int PAGE = EventSource.MAX_EVENTS_PER_PAGE;

    private final ManualClock clock = ManualClock.at("2026-03-31T12:00:00Z");
    private final SimulatedNetwork network = SimulatedNetwork.at(clock);
    private final PaymentCurrency currency =
            network.token(USDC.value()).decimals(6).asCurrency();
    private final FaultPlan faults = FaultPlan.of();
    private final SimulatedLedger ledger =
            SimulatedLedger.on(network).faults(faults).build();
    private final EventPosition start = EventPosition.before(clock.instant());
    private long lastAccount = 1_000;
    private long batches;

    SimulatedEventsTest() {
        network.token(EURC.value()).decimals(6);
    }

    // ---- the contract's surroundings

    @Override
    protected EventSource source() {
        return ledger;
    }

    @Override
    protected EventSource sourceBehind(Duration lag) {
        return SimulatedLedger.on(network).mirrorLag(lag).build();
    }

    @Override
    protected List<TokenId> tokens() {
        return List.of(USDC, SimulatedNetwork.HBAR, EURC);
    }

    @Override
    protected AccountId account() {
        return network.account("0.0." + ++lastAccount).id();
    }

    @Override
    protected AccountId treasury(long balance) {
        return network.account("0.0." + ++lastAccount)
                .holds(USDC.value(), balance)
                .id();
    }

    @Override
    protected void deposit(AccountId account, Map<TokenId, Long> amounts) {
        network.atOneTime(moment -> amounts.forEach((token, amount) -> moment.deposit(account, token, amount)));
    }

    @Override
    protected void payOut(AccountId treasury, AccountId recipient, long amount) {
        pay(treasury, List.of(new Payment(recipient, amount)));
    }

    private void pay(AccountId treasury, List<Payment> payments) {
        BatchInstruction instruction = new BatchInstruction(
                new BatchReference(PayoutScene.DISTRIBUTION, new BatchId(new UUID(3, ++batches))),
                new Treasury(treasury, USDC),
                currency,
                payments,
                false);
        PayoutScene.submit(ledger, PayoutScene.signed(ledger, instruction));
    }

    @Override
    protected Instant ledgerTime() {
        return network.time();
    }

    @Override
    protected void advanceLedgerTime(Duration by) {
        clock.advance(by);
    }

    @Override
    protected void whileSilent(Runnable action) {
        faults.unavailable(LedgerCall.EVENTS, 1);
        action.run();
    }

    // ---- deposits

    private EventPage events(String contractId) {
        return ledger.events(contractId, start, PAGE);
    }

    @Test
    void aDepositIsMoneyThatTheAccountAndTheTokenHaveMoreOfThanBefore() {
        AccountId treasury = treasury(100);
        LedgerEvent told = network.deposit(treasury, USDC, 50);
        network.deposit(treasury, SimulatedNetwork.HBAR, 3);

        assertThat(network.balance(treasury, USDC)).isEqualTo(150);
        assertThat(ledger.token(USDC.value()).orElseThrow().totalSupply()).isEqualTo(150);
        assertThat(events(treasury.value()).events())
                .contains(told)
                .extracting(event -> event.attributes().get(LedgerEvent.TOKEN))
                .containsExactly(USDC.value(), "HBAR");
    }

    @Test
    void aBalanceThatIsSetUpIsNoEvent() {
        AccountId treasury = treasury(100);
        network.account(treasury.value()).holds(USDC.value(), 1_000);
        assertThat(events(treasury.value())).isEqualTo(new EventPage(List.of(), start, false));
    }

    @Test
    void onlyMoneyThereIsCanBeDeposited() {
        AccountId account = account();
        assertThatIllegalArgumentException().isThrownBy(() -> network.deposit(account, USDC, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> network.deposit(account, TokenId.of("0.0.1"), 1));
        assertThat(events(account.value()).events()).isEmpty();
    }

    @Test
    void whatHappensAtOneTimeIsCountedForEachAccountByItself() {
        List<LedgerEvent> told = network.atOneTime(moment -> moment.deposit(AccountId.of("0.0.5"), USDC, 1)
                .publish(CONTRACT, "Paused", Map.of())
                .deposit(AccountId.of("0.0.5"), USDC, 2)
                .publish(CONTRACT, "Unpaused", Map.of()));

        assertThat(told).extracting(event -> event.position().index()).containsExactly(0, 0, 1, 1);
        assertThat(told)
                .extracting(event -> event.position().timestamp())
                .containsOnly(told.get(0).position().timestamp());
        assertThat(events(CONTRACT).events()).containsExactly(told.get(1), told.get(3));
        assertThat(network.atOneTime(moment -> {})).isEmpty();
    }

    // ---- other events

    @Test
    void anyEventCanBePublishedAndIsReadByTheDecoderOfItsType() {
        SimulatedLedger decoding = SimulatedLedger.on(network)
                .decoder("Funded", event -> Long.valueOf(event.attributes().get("round")))
                .build();
        LedgerEvent told = network.publish(CONTRACT, "Funded", Map.of("round", "12"));

        assertThat(events(CONTRACT).events()).containsExactly(told);
        assertThat(told.contractId()).isEqualTo(CONTRACT);
        Object read = decoding.decoders().get("Funded").decode(told);
        assertThat(read).isEqualTo(12L);
        assertThat(ledger.decoders()).isEmpty();
    }

    @Test
    void eventsAndPaymentsStandInTheOrderOfTheLedger() {
        AccountId treasury = treasury(1_000);
        AccountId listener = account();
        network.publish(listener.value(), "First", Map.of());
        payOut(treasury, listener, 2);
        network.deposit(listener, USDC, 3);
        payOut(treasury, listener, 4);
        network.publish(listener.value(), "Last", Map.of());

        assertThat(events(listener.value()).events())
                .extracting(event -> event.attributes().getOrDefault(LedgerEvent.AMOUNT, event.type()))
                .containsExactly("First", "2", "3", "4", "Last");
    }

    @Test
    void anAccountIsFoundByItsAliasToo() {
        String alias = "0xabcdefabcdefabcdefabcdefabcdefabcdefabcd";
        AccountId account = network.account("0.0.5").alias(alias).id();
        network.publish(alias, "Hello", Map.of());
        payOut(treasury(10), AccountId.of(alias), 4);

        assertThat(events(account.value()).events())
                .hasSize(2)
                .allSatisfy(event -> assertThat(event.contractId()).isEqualTo("0.0.5"));
    }

    @Test
    void anAccountThatDoesNotExistHasNoEvents() {
        assertThat(events("0.0.999999999")).isEqualTo(new EventPage(List.of(), start, false));
    }

    // ---- bounds

    @Test
    void oneCallLooksAtSoManyTransactionsOnlyAndSaysHowFarItCame() {
        AccountId treasury = treasury(1_000_000);
        AccountId holder = account();
        for (int i = 0; i < LedgerEvents.EXECUTIONS_PER_CALL + 5; i++) {
            payOut(treasury, holder, 1);
        }
        network.deposit(treasury, USDC, 7);

        EventPage first = events(treasury.value());
        assertThat(first.events()).isEmpty();
        assertThat(first.more()).isTrue();
        assertThat(first.readTo().isAfter(start)).isTrue();

        EventPage second = ledger.events(treasury.value(), first.readTo(), PAGE);
        assertThat(second.events()).hasSize(1);
        assertThat(second.more()).isFalse();
    }

    @Test
    void onlyThosePaidInATransactionThatFailedForSomeHearOfIt() {
        SimulatedLedger perHolder = SimulatedLedger.on(network).perHolder().build();
        AccountId paid = account();
        AccountId frozen =
                network.account(account().value()).frozenFor(USDC.value()).id();
        BatchInstruction instruction = new BatchInstruction(
                new BatchReference(PayoutScene.DISTRIBUTION, new BatchId(new UUID(4, 1))),
                new Treasury(treasury(10), USDC),
                currency,
                List.of(new Payment(paid, 1), new Payment(frozen, 2)),
                false);
        PayoutScene.submit(perHolder, PayoutScene.signed(perHolder, instruction));

        assertThat(events(paid.value()).events()).hasSize(1);
        assertThat(events(frozen.value()).events()).isEmpty();
    }

    @Test
    void anyCallMayBeUnavailableByChance() {
        SimulatedLedger silent = SimulatedLedger.on(network)
                .faults(FaultPlan.random(1, 100, Duration.ofSeconds(1)))
                .build();
        assertThatExceptionOfType(LedgerUnavailableException.class)
                .isThrownBy(() -> silent.events(CONTRACT, start, PAGE))
                .withMessageContaining("EVENTS");
    }
}
