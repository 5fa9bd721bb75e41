package io.masspayout.testing;

import io.masspayout.ledger.EventPage;
import io.masspayout.ledger.EventSource;
import io.masspayout.ledger.LedgerEvent;
import io.masspayout.model.EventPosition;
import io.masspayout.model.Payment;
import io.masspayout.model.TokenId;
import io.masspayout.testing.Executions.Execution;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What happened at accounts and contracts. Only what tests make happen is kept: payments are read out of the executed transactions when
 * somebody asks, so that a payout to a million holders costs nothing here. Guarded by its {@link LedgerState}.
 */
final class LedgerEvents {

    /** Transactions that one call looks at. Most pay somebody else, and a call has to come to its end all the same. */
    static final int EXECUTIONS_PER_CALL = 1_000;

    private final AddressBook accounts;
    private final Executions executions;
    private final Map<Long, List<LedgerEvent>> kept = new HashMap<>();

    LedgerEvents(AddressBook accounts, Executions executions) {
        this.accounts = accounts;
        this.executions = executions;
    }

    /**
     * Something that is to happen at an account.
     *
     * @param token what comes in; {@code null} where nothing does
     */
    record Happening(
            long account,
            String type,
            Map<String, String> attributes,
            @Nullable TokenId token,
            long amount) {

        static Happening deposit(long account, TokenId token, long amount) {
            return new Happening(account, LedgerEvent.TRANSFER, transfer(token, amount), token, amount);
        }

        static Happening event(long account, String type, Map<String, String> attributes) {
            return new Happening(account, type, Map.copyOf(attributes), null, 0);
        }
    }

    static void requireLimit(int limit) {
        if (limit < 1 || limit > EventSource.MAX_EVENTS_PER_PAGE) {
            throw new IllegalArgumentException(
                    "limit must be 1 to " + EventSource.MAX_EVENTS_PER_PAGE + " but is " + limit);
        }
    }

    /** Keeps an event; what happens at one time is given in one go. */
    LedgerEvent add(Happening happening, long at) {
        List<LedgerEvent> ofAccount = kept.computeIfAbsent(happening.account, first -> new ArrayList<>());
        EventPosition last = ofAccount.isEmpty()
                ? new EventPosition(0, 0)
                : ofAccount.get(ofAccount.size() - 1).position();
        LedgerEvent event = new LedgerEvent(
                AddressBook.id(happening.account).value(),
                new EventPosition(at, last.timestamp() == at ? last.index() + 1 : 0),
                happening.type,
                "0.0.0@" + LedgerTime.text(at),
                happening.attributes);
        ofAccount.add(event);
        return event;
    }

    /** The next events of an account, none later than {@code until}. */
    EventPage page(long account, EventPosition after, int limit, long until) {
        List<LedgerEvent> ofAccount = kept.getOrDefault(account, List.of());
        List<LedgerEvent> events = new ArrayList<>();
        EventPosition readTo = after;
        int nextKept = firstAfter(ofAccount, after);
        // A payment is the only event of its time, so there is none left at the time asked for.
        int next = executions.firstSince(Math.addExact(after.timestamp(), 1));
        int end = next + EXECUTIONS_PER_CALL;
        while (true) {
            LedgerEvent event = nextKept < ofAccount.size() ? ofAccount.get(nextKept) : null;
            long keptAt = event == null ? Long.MAX_VALUE : event.position().timestamp();
            long executedAt = next < executions.size() ? executions.get(next).at : Long.MAX_VALUE;
            if (Math.min(keptAt, executedAt) > until) {
                return new EventPage(events, readTo, false);
            }
            boolean executed = executedAt < keptAt;
            if (executed) {
                if (next == end) {
                    return new EventPage(events, readTo, true);
                }
                event = payment(executions.get(next), account);
            }
            if (event != null && events.size() == limit) {
                return new EventPage(events, readTo, true);
            }
            if (event != null) {
                events.add(event);
            }
            readTo = event == null ? new EventPosition(executedAt, 0) : event.position();
            next += executed ? 1 : 0;
            nextKept += executed ? 0 : 1;
        }
    }

    private @Nullable LedgerEvent payment(Execution execution, long account) {
        TransactionBody body = execution.body();
        // The rules let nobody pay himself: a treasury's own payouts need no closer look.
        if (body.payer() != account) {
            for (Payment payment : execution.paid(body)) {
                if (accounts.locate(payment.account().value()) == account) {
                    return new LedgerEvent(
                            AddressBook.id(account).value(),
                            new EventPosition(execution.at, 0),
                            LedgerEvent.TRANSFER,
                            body.id().value(),
                            transfer(body.token(), payment.amount()));
                }
            }
        }
        return null;
    }

    private static Map<String, String> transfer(TokenId token, long amount) {
        return Map.of(LedgerEvent.TOKEN, token.value(), LedgerEvent.AMOUNT, String.valueOf(amount));
    }

    private static int firstAfter(List<LedgerEvent> ordered, EventPosition after) {
        int low = 0;
        int high = ordered.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ordered.get(middle).position().isAfter(after)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
