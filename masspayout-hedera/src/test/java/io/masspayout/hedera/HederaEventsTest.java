package io.masspayout.hedera;

import static org.assertj.core.api.Assertions.assertThat;

import com.hedera.hashgraph.sdk.PrivateKey;
import io.masspayout.contract.EventSourceContract;
import io.masspayout.hedera.custody.LocalKeySigner;
import io.masspayout.hedera.local.LocalLedger;
import io.masspayout.hedera.local.LocalNetwork;
import io.masspayout.hedera.local.mirror.MirrorFaults;
import io.masspayout.ledger.BatchInstruction;
import io.masspayout.ledger.BatchReference;
import io.masspayout.ledger.EventPage;
import io.masspayout.ledger.EventSource;
import io.masspayout.ledger.LedgerEvent;
import io.masspayout.model.AccountId;
import io.masspayout.model.BatchId;
import io.masspayout.model.DistributionId;
import io.masspayout.model.EventPosition;
import io.masspayout.model.Payment;
import io.masspayout.model.PaymentCurrency;
import io.masspayout.model.TokenId;
import io.masspayout.model.Treasury;
import io.masspayout.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The contract on a local network, and a mirror node there that gives short pages, lags, or wants to be left alone. */
class HederaEventsTest extends EventSourceContract {

    private static final int PAGE = EventSource.MAX_EVENTS_PER_PAGE;
    private static final long PLENTY = 1_000_000_000L;

    private final ManualClock clock = ManualClock.at("2026-03-31T12:00:00Z");
    private final LocalNetwork network = LocalNetwork.builder(clock).start();
    private final LocalLedger ledger = network.ledger();
    private final PrivateKey key = PrivateKey.generateED25519();

    /** Whoever pays from outside. */
    private final String somebody = ledger.createAccount(key, PLENTY);

    private final TokenId token = newToken();
    private final TokenId otherToken = newToken();
    private final String treasury = account().value();
    private final HederaGateway gateway = LocalGateways.on(network)
            .clock(clock)
            .random(new Random(1))
            .treasury(treasury, LocalKeySigner.of(key))
            .build();
    private long batches;

    private TokenId newToken() {
        return TokenId.of(
                ledger.createToken(somebody, options -> options.decimals(0).supply(PLENTY)));
    }

    @AfterEach
    void close() {
        gateway.close();
        network.close();
    }

    // ---- the contract's surroundings

    @Override
    protected EventSource source() {
        return gateway;
    }

    @Override
    protected EventSource sourceBehind(Duration lag) {
        network.faults().mirror().lag(lag);
        return gateway;
    }

    @Override
    protected List<TokenId> tokens() {
        return List.of(token, HederaGateway.HBAR, otherToken);
    }

    @Override
    protected AccountId account() {
        String account = ledger.createAccount(key.getPublicKey(), 0);
        ledger.associate(account, token.value());
        ledger.associate(account, otherToken.value());
        return AccountId.of(account);
    }

    @Override
    protected AccountId treasury(long balance) {
        ledger.setBalance(treasury, token.value(), balance);
        return AccountId.of(treasury);
    }

    @Override
    protected void deposit(AccountId account, Map<TokenId, Long> amounts) {
        Map<String, Long> byName = new LinkedHashMap<>();
        amounts.forEach((currency, amount) -> byName.put(currency.value(), amount));
        ledger.transferAtOnce(somebody, account.value(), byName);
    }

    @Override
    protected void payOut(AccountId from, AccountId recipient, long amount) {
        BatchInstruction instruction = new BatchInstruction(
                new BatchReference(new DistributionId(new UUID(1, 1)), new BatchId(new UUID(2, ++batches))),
                new Treasury(from, token),
                new PaymentCurrency(token, 0),
                List.of(new Payment(recipient, amount)),
                false);
        gateway.sign(gateway.allocate(instruction))
                .thenCompose(gateway::submit)
                .toCompletableFuture()
                .join();
    }

    @Override
    protected Instant ledgerTime() {
        return ledger.now();
    }

    @Override
    protected void advanceLedgerTime(Duration by) {
        clock.advance(by);
    }

    @Override
    protected void whileSilent(Runnable action) {
        network.faults().mirror().outage(MirrorFaults.Outage.STATUS_503, MirrorFaults.ALWAYS);
        action.run();
        network.faults().mirror().heal();
    }

    // ---- what a mirror node may do

    private final AccountId listener = account();

    private EventPosition start() {
        clock.advance(Duration.ofSeconds(1));
        return EventPosition.before(ledger.now());
    }

    private void deposits(int count) {
        for (int i = 1; i <= count; i++) {
            ledger.transfer(token.value(), somebody, listener.value(), i);
        }
    }

    private EventPage events(EventPosition after) {
        return gateway.events(listener.value(), after, PAGE);
    }

    private static List<String> amounts(EventPage page) {
        return page.events().stream()
                .map(event -> event.attributes().get(LedgerEvent.AMOUNT))
                .toList();
    }

    @Test
    void linksAreFollowedHoweverShortTheMirrorsPagesAre() {
        EventPosition start = start();
        deposits(5);
        network.faults().mirror().pageLimit(2);
        EventPage page = events(start);
        assertThat(amounts(page)).containsExactly("1", "2", "3", "4", "5");
        assertThat(page.more()).isFalse();
    }

    @Test
    void anEmptyPageWithALinkIsNotTheEnd() {
        EventPosition start = start();
        deposits(3);
        network.faults().mirror().shortPagesNext(2, 0);
        assertThat(amounts(events(start))).containsExactly("1", "2", "3");
    }

    @Test
    void oneCallReadsSoManyPagesOnlyAndTheNextOneGoesOn() {
        EventPosition start = start();
        deposits(AccountEvents.PAGES_PER_CALL + 2);
        network.faults().mirror().pageLimit(1);

        EventPage first = events(start);
        assertThat(first.events()).hasSize(AccountEvents.PAGES_PER_CALL);
        assertThat(first.more()).isTrue();
        assertThat(first.readTo()).isEqualTo(first.events().get(9).position());

        // A page of a single row may be the one that has been read, over and over; the mirror's own link leads past it.
        EventPage second = events(first.readTo());
        assertThat(amounts(second)).containsExactly("11", "12");
        assertThat(second.more()).isFalse();
    }

    @Test
    void transactionsWithoutEventsMoveTheReaderOnAllTheSame() {
        EventPosition start = start();
        deposits(1);
        EventPosition deposited = events(start).readTo();
        ledger.transfer(token.value(), listener.value(), somebody, 1);

        EventPage page = events(deposited);
        assertThat(page.events()).isEmpty();
        assertThat(page.more()).isFalse();
        assertThat(page.readTo().isAfter(deposited)).isTrue();
    }

    @Test
    void whatAMirrorShowsLaterWasNotPassedByReadingBefore() {
        EventPosition readTo = start();
        network.faults().mirror().lag(Duration.ofSeconds(3));
        int told = 0;
        for (int i = 1; i <= 20; i++) {
            ledger.transfer(token.value(), somebody, listener.value(), i);
            clock.advance(Duration.ofMillis(700));
            EventPage page = events(readTo);
            for (String amount : amounts(page)) {
                assertThat(amount).isEqualTo(String.valueOf(++told));
            }
            assertThat(told).isLessThan(i);
            readTo = page.readTo();
        }
        clock.advance(Duration.ofSeconds(4));
        assertThat(events(readTo).events()).hasSize(20 - told);
    }

    @Test
    void aMirrorThatIsTooBusyIsAskedAgain() {
        EventPosition start = start();
        deposits(1);
        network.faults().mirror().tooManyRequestsNext(2, 0);
        assertThat(amounts(events(start))).containsExactly("1");
        network.faults().mirror().outage(MirrorFaults.Outage.STATUS_503, 1);
        assertThat(amounts(events(start))).containsExactly("1");
    }

    @Test
    void hbarHasTheNameThatTreasuriesHaveForIt() {
        EventPosition start = start();
        ledger.transfer(LocalLedger.HBAR, somebody, listener.value(), 7);
        assertThat(events(start).events()).singleElement().satisfies(event -> {
            assertThat(event.attributes())
                    .containsEntry(LedgerEvent.TOKEN, HederaGateway.HBAR.value())
                    .containsEntry(LedgerEvent.AMOUNT, "7");
            assertThat(event.transactionId()).matches("0\\.0\\.\\d+@\\d+\\.\\d{9}");
        });
    }

    @Test
    void whatWasYearsAgoIsReadInStretches() {
        EventPosition start = start();
        deposits(2);
        clock.advance(Duration.ofDays(400));
        deposits(1);
        clock.advance(Duration.ofDays(1));

        EventPage page = events(start);
        assertThat(amounts(page)).startsWith("1", "2");
        while (page.more()) {
            EventPage next = events(page.readTo());
            assertThat(next.readTo().isAfter(page.readTo())).isTrue();
            page = next;
        }
        assertThat(amounts(page)).containsExactly("1");
    }
}
