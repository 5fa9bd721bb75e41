package io.masspayout.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.ledger.EventPage;
import io.masspayout.ledger.EventSource;
import io.masspayout.ledger.LedgerEvent;
import io.masspayout.model.AccountId;
import io.masspayout.model.EventPosition;
import io.masspayout.model.TokenId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@link EventSourceContract} needs of the surroundings of an implementation: money that comes in, a time that moves, a ledger that falls silent. */
public abstract class EventSetting {

    /** Far more than any test's events fill: a reader that goes round in circles is not waited for. */
    private static final int MOST_PAGES = 500;

    /** The source under test. */
    protected abstract EventSource source();

    /** A source of the same ledger that learns of everything so much later. It need not work together with {@link #source}. */
    protected abstract EventSource sourceBehind(Duration lag);

    /** What can come in: at least three tokens, the first of them the one that treasuries pay. */
    protected abstract List<TokenId> tokens();

    /** Another account with each call, which can receive all the tokens, and has not received any. */
    protected abstract AccountId account();

    /** An account of which the test's gateway may pay, and which holds so much of the first token; one for each test is enough. */
    protected abstract AccountId treasury(long balance);

    /** Money from outside, of all these tokens at one ledger time. */
    protected abstract void deposit(AccountId account, Map<TokenId, Long> amounts);

    /** Has the ledger execute a payment, or fail to, of the first token. */
    protected abstract void payOut(AccountId treasury, AccountId recipient, long amount);

    /** The ledger's time now. */
    protected abstract Instant ledgerTime();

    /** Moves the ledger's time on. */
    protected abstract void advanceLedgerTime(Duration by);

    /** Does something while the ledger answers nobody who asks for events; one question at most. */
    protected abstract void whileSilent(Runnable action);

    // ---- words to test with

    /** Reading from here tells everything that happens from here on. */
    final EventPosition now() {
        // What happened at this very time may be told as well; so nothing has.
        advanceLedgerTime(Duration.ofSeconds(1));
        return EventPosition.before(ledgerTime());
    }

    /** So much of the first token, of the second and so on. */
    final Map<TokenId, Long> amounts(long... amounts) {
        Map<TokenId, Long> byToken = new LinkedHashMap<>();
        for (int i = 0; i < amounts.length; i++) {
            byToken.put(tokens().get(i), amounts[i]);
        }
        return byToken;
    }

    static List<Long> amountsOf(List<LedgerEvent> events) {
        return events.stream()
                .map(event -> Long.valueOf(event.attributes().get(LedgerEvent.AMOUNT)))
                .toList();
    }

    /** Everything after a position, page by page. */
    final List<LedgerEvent> readAll(AccountId account, EventPosition after, int limit) {
        List<LedgerEvent> all = new ArrayList<>();
        EventPosition readTo = after;
        for (int i = 0; i < MOST_PAGES; i++) {
            EventPage page = checked(account, readTo, limit);
            all.addAll(page.events());
            readTo = page.readTo();
            if (!page.more()) {
                return all;
            }
        }
        throw new AssertionError("there is always more: " + all.size() + " events up to " + readTo);
    }

    /** A page that keeps the promises which every page makes. */
    final EventPage checked(AccountId account, EventPosition after, int limit) {
        EventPage page = source().events(account.value(), after, limit);
        assertThat(page.events()).hasSizeLessThanOrEqualTo(limit);
        assertThat(page.events()).extracting(LedgerEvent::position).isSorted().doesNotHaveDuplicates();
        assertThat(page.events())
                .allSatisfy(event -> assertThat(event.position()).isGreaterThan(after));
        assertThat(page.readTo()).isGreaterThanOrEqualTo(after);
        if (page.more()) {
            assertThat(page.readTo()).as("reading goes forward").isGreaterThan(after);
        }
        return page;
    }
}
