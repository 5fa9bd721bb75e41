package io.masspayout.hedera;

import io.masspayout.hedera.mirror.MirrorClient;
import io.masspayout.hedera.mirror.MirrorTransaction;
import io.masspayout.hedera.mirror.Pages;
import io.masspayout.ledger.EventPage;
import io.masspayout.ledger.LedgerEvent;
import io.masspayout.model.EventPosition;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what came into an account from the mirror node's list of its transactions. How far it has read is said by the transactions that were shown, never by a
 * clock: a mirror node commits in the order of consensus, so what it has yet to import is later than all it shows.
 */
final class AccountEvents {

    /** Most pages of the mirror node in one call. An account that pays a lot has many of which none brings it anything. */
    static final int PAGES_PER_CALL = 10;

    /**
     * A mirror node may look at no more than 60 days at once (hiero-mirror-node, rest.query.maxTransactionsTimestampRange), and then begins with empty pages
     * where an account was quiet for longer. What is long past is therefore asked for in shorter stretches of our own, each of which ends somewhere.
     */
    static final Duration STRETCH = Duration.ofDays(50);

    private final MirrorClient mirror;
    private final InstantSource clock;

    AccountEvents(MirrorClient mirror, InstantSource clock) {
        this.mirror = mirror;
        this.clock = clock;
    }

    /**
     * The next events of an account.
     *
     * @param account as {@code 0.0.n}
     */
    EventPage page(String account, EventPosition after, int limit) {
        List<LedgerEvent> events = new ArrayList<>();
        EventPosition readTo = after;
        Stretch stretch = stretch(account, after);
        for (int asked = 0; asked < PAGES_PER_CALL; asked++) {
            Optional<List<MirrorTransaction>> page = stretch.pages.next();
            if (page.isEmpty()) {
                Instant end = stretch.end;
                if (end == null) {
                    return new EventPage(events, readTo, false);
                }
                readTo = later(readTo, EventPosition.before(end));
                stretch = stretch(account, readTo);
                continue;
            }
            for (MirrorTransaction transaction : page.get()) {
                for (LedgerEvent event : IncomingMoney.of(transaction, account)) {
                    // The first transaction may be the one within which the last page ended.
                    if (event.position().isAfter(readTo)) {
                        if (events.size() == limit) {
                            return new EventPage(events, readTo, true);
                        }
                        events.add(event);
                        readTo = event.position();
                    }
                }
                readTo = later(readTo, new EventPosition(EventPosition.nanos(transaction.consensusTimestamp()), 0));
            }
        }
        return new EventPage(events, readTo, true);
    }

    /**
     * Transactions to read from a time on.
     *
     * @param end up to where they go, exclusive, and the ledger goes on; {@code null} for all there are so far
     */
    private record Stretch(
            Pages<MirrorTransaction> pages, @Nullable Instant end) {}

    private Stretch stretch(String account, EventPosition after) {
        Instant from = after.time();
        Instant end = from.plus(STRETCH);
        // Asked before the stretch is read: only then does its last page prove that there is nothing else in it.
        // The clock only saves this request where it would be in vain.
        boolean past =
                end.isBefore(clock.instant()) && end.isBefore(mirror.newest().minus(Resolver.REPLICA_MARGIN));
        return past
                ? new Stretch(mirror.transactions(account, from, end), end)
                : new Stretch(mirror.transactions(account, from), null);
    }

    private static EventPosition later(EventPosition one, EventPosition other) {
        return one.isAfter(other) ? one : other;
    }
}
