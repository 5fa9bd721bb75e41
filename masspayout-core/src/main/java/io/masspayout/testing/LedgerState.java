package io.masspayout.testing;

import io.masspayout.ledger.BatchReference;
import io.masspayout.ledger.Bytes;
import io.masspayout.ledger.EventPage;
import io.masspayout.ledger.HolderBalance;
import io.masspayout.ledger.LedgerEntry;
import io.masspayout.ledger.LedgerEvent;
import io.masspayout.ledger.LedgerOutcome;
import io.masspayout.ledger.LedgerUnavailableException;
import io.masspayout.ledger.Preflight;
import io.masspayout.ledger.Resolution;
import io.masspayout.ledger.ResolvedAccount;
import io.masspayout.ledger.Submission;
import io.masspayout.ledger.TokenInfo;
import io.masspayout.model.AccountId;
import io.masspayout.model.DistributionId;
import io.masspayout.model.EventPosition;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.LedgerFingerprint;
import io.masspayout.model.Payment;
import io.masspayout.model.PaymentCurrency;
import io.masspayout.model.SnapshotRef;
import io.masspayout.model.TokenId;
import io.masspayout.model.Treasury;
import io.masspayout.testing.Executions.Execution;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one state that all clients of a network share. Every method is atomic, and every method first lets arrive what was due
 * to arrive by now, so that nobody sees a ledger which a delayed transaction could still change in the past.
 */
final class LedgerState {

    private final InstantSource clock;
    private final LedgerFingerprint fingerprint;
    private final AddressBook accounts = new AddressBook();
    private final Map<TokenId, TokenState> tokens = new HashMap<>();
    private final TransferRules rules = new TransferRules(accounts, tokens);
    private final Executions executions = new Executions();
    private final LedgerEvents events = new LedgerEvents(accounts, executions);
    private final Snapshots snapshots = new Snapshots(accounts, executions);
    private final PriorityQueue<Delayed> onTheWay = new PriorityQueue<>();

    /** Ledger time never runs backwards, whatever its clock does: what was proved dead has to stay dead. */
    private long now;

    private long lastStart = -1;
    private long lastStamp = -1;
    private long delayedSoFar;
    private long fee;
    private long charged;

    /** A transaction on its way to the ledger. */
    private record Delayed(long due, long sequence, Bytes signed, Interference interference, boolean evenExpired)
            implements Comparable<Delayed> {
        @Override
        public int compareTo(Delayed other) {
            return due != other.due ? Long.compare(due, other.due) : Long.compare(sequence, other.sequence);
        }
    }

    LedgerState(InstantSource clock, LedgerFingerprint fingerprint) {
        this.clock = clock;
        this.fingerprint = fingerprint;
        this.now = LedgerTime.nanos(clock.instant());
    }

    LedgerFingerprint fingerprint() {
        return fingerprint;
    }

    // ---- fees

    synchronized void chargeForEach(long units) {
        fee = units;
    }

    synchronized long charged() {
        tick();
        return charged;
    }

    // ---- time

    synchronized Instant time() {
        return LedgerTime.instant(tick());
    }

    private long tick() {
        long reached = Math.max(now, LedgerTime.nanos(clock.instant()));
        while (!onTheWay.isEmpty() && onTheWay.peek().due <= reached) {
            Delayed delayed = onTheWay.remove();
            now = Math.max(now, delayed.due);
            take(delayed.signed, delayed.interference, delayed.evenExpired);
        }
        now = reached;
        return now;
    }

    /** When a new transaction may take effect first: unique for ever, whoever pays. */
    synchronized long nextStart() {
        lastStart = Math.max(tick(), lastStart + 1);
        return lastStart;
    }

    /** The same for a client whose starts do not depend on those of other clients. */
    synchronized long nextStart(StartStream stream) {
        return stream.next(tick());
    }

    private long nextStamp() {
        lastStamp = Math.max(now, lastStamp + 1);
        return lastStamp;
    }

    /** Whatever happens from here on is later than the time returned. */
    private long closeTime() {
        lastStamp = Math.max(tick(), lastStamp);
        return lastStamp;
    }

    // ---- payments

    synchronized Submission arrive(Bytes signed, Interference interference) {
        tick();
        return take(signed, interference, false);
    }

    synchronized void delay(long nanos, Bytes signed, Interference interference, boolean evenExpired) {
        onTheWay.add(new Delayed(Math.addExact(tick(), nanos), delayedSoFar++, signed, interference, evenExpired));
    }

    /** Lets everything arrive that is on its way. */
    synchronized int arriveNow() {
        tick();
        int arrived = onTheWay.size();
        while (!onTheWay.isEmpty()) {
            Delayed delayed = onTheWay.remove();
            take(delayed.signed, delayed.interference, delayed.evenExpired);
        }
        return arrived;
    }

    synchronized int onTheWay() {
        tick();
        return onTheWay.size();
    }

    private Submission take(Bytes signed, Interference interference, boolean evenExpired) {
        byte[] bytes;
        TransactionBody body;
        try {
            bytes = TransactionBody.verify(signed);
            body = TransactionBody.decode(bytes);
        } catch (IllegalArgumentException malformed) {
            return refused(FailureCode.TRANSACTION_REJECTED, "INVALID_TRANSACTION: " + malformed.getMessage());
        }
        // As on real ledgers the window is looked at first: a send that comes too late learns nothing of earlier ones.
        if (now > body.validUntil() && !evenExpired) {
            return refused(
                    FailureCode.EXPIRED_UNSEEN,
                    "TRANSACTION_EXPIRED: this send came after the validity window; an earlier one may have got through");
        }
        Execution earlier = executions.ofStart(body.start());
        if (earlier != null) {
            return earlier.isOf(bytes)
                    ? new Submission.Unknown("DUPLICATE_TRANSACTION: the ledger has seen " + body.id() + " before")
                    : refused(FailureCode.TRANSACTION_REJECTED, "another transaction has the id " + body.id());
        }
        LedgerOutcome outcome = rules.execute(body, interference);
        charged = Math.addExact(charged, fee);
        Execution execution = new Execution(nextStamp(), bytes, outcome, fee);
        executions.add(body.start(), execution);
        return execution.settled();
    }

    private static Submission refused(FailureCode code, String detail) {
        return new Submission.Refused(Failure.of(code, detail));
    }

    /**
     * What the ledger's records tell of a transaction.
     *
     * @param lag how many nanoseconds the records are behind the ledger
     */
    synchronized Resolution fate(Bytes signed, long lag) {
        long seen = tick() - lag;
        byte[] bytes = TransactionBody.verify(signed);
        TransactionBody body = TransactionBody.decode(bytes);
        Execution execution = executions.ofStart(body.start());
        if (execution != null && execution.isOf(bytes)) {
            // Stamps run ahead of a clock that stands still: what is stamped has happened.
            return execution.at <= Math.max(seen, lastStamp - lag)
                    ? execution.settled()
                    : new Resolution.Unknown("the records end at " + LedgerTime.text(seen) + " and do not have it");
        }
        return seen > body.validUntil()
                ? new Resolution.Dead("ledger time " + LedgerTime.text(seen) + " is past "
                        + LedgerTime.text(body.validUntil()) + ", until when " + body.id()
                        + " was valid, and the ledger's complete history does not have it")
                : new Resolution.Unknown("not executed so far; valid until " + LedgerTime.text(body.validUntil()));
    }

    synchronized Preflight check(Treasury treasury) {
        tick();
        TokenState token = tokens.get(treasury.token());
        long payer = accounts.locate(treasury.account().value());
        return new Preflight(
                token == null || payer == AddressBook.UNKNOWN ? 0 : token.balance(payer),
                Optional.ofNullable(rules.obstacle(treasury.token(), payer)));
    }

    synchronized Map<AccountId, Failure> screen(PaymentCurrency currency, List<Payment> recipients) {
        tick();
        Map<AccountId, Failure> unable = new LinkedHashMap<>();
        TokenState token = tokens.get(currency.token());
        if (token != null) {
            for (Payment recipient : recipients) {
                // Whether accounts may be created is not asked here, so an address without one is given the chance.
                Failure failure = rules.obstacle(token, recipient.account(), true);
                if (failure != null) {
                    unable.put(recipient.account(), failure);
                }
            }
        }
        return unable;
    }

    synchronized Map<String, ResolvedAccount> resolve(Collection<String> given) {
        tick();
        Map<String, ResolvedAccount> resolved = new LinkedHashMap<>();
        given.forEach(text -> resolved.computeIfAbsent(text, accounts::resolve));
        return resolved;
    }

    // ---- history

    /** Part of the history. */
    record Page(List<LedgerEntry> entries, int next, long completeUntil) {}

    synchronized int firstSince(long time) {
        tick();
        return executions.firstSince(time);
    }

    synchronized Page page(Treasury treasury, int from, int limit, long lag) {
        long closed = closeTime() - lag;
        List<LedgerEntry> entries = new ArrayList<>();
        long payer = accounts.locate(treasury.account().value());
        int next = from;
        while (next < executions.size() && executions.get(next).at <= closed && entries.size() < limit) {
            Execution execution = executions.get(next++);
            TransactionBody body = execution.body();
            if (body.payer() == payer && body.token().equals(treasury.token())) {
                entries.add(new LedgerEntry(body.id(), body.reference(), execution.paid(body), execution.settled()));
            }
        }
        boolean all = next == executions.size() || executions.get(next).at > closed;
        return new Page(entries, next, all ? closed : executions.get(next).at - 1);
    }

    synchronized int executed() {
        tick();
        return executions.size();
    }

    synchronized void payments(DistributionId distribution, Consumer<LedgerPayment> each) {
        tick();
        for (int i = 0; i < executions.size(); i++) {
            Execution execution = executions.get(i);
            TransactionBody body = execution.body();
            BatchReference reference = body.reference();
            if (reference.distributionId().equals(distribution)) {
                for (Payment payment : execution.paid(body)) {
                    AccountId credited =
                            AddressBook.id(accounts.locate(payment.account().value()));
                    each.accept(new LedgerPayment(
                            body.id(), reference.batchId(), payment.account(), credited, payment.amount()));
                }
            }
        }
    }

    // ---- events

    /** Lets things happen at one time, which nothing else has. */
    synchronized List<LedgerEvent> happen(List<LedgerEvents.Happening> together) {
        tick();
        long at = nextStamp();
        List<LedgerEvent> happened = new ArrayList<>();
        for (LedgerEvents.Happening happening : together) {
            TokenId token = happening.token();
            if (token != null) {
                long before = ofToken(token, known -> known.balance(happening.account()));
                setUpBalance(token, happening.account(), Math.addExact(before, happening.amount()));
            }
            happened.add(events.add(happening, at));
        }
        return happened;
    }

    synchronized EventPage events(String contractId, EventPosition after, int limit, long lag) {
        long shown = closeTime() - lag;
        return events.page(accounts.locate(contractId), after, limit, shown);
    }

    // ---- assets

    synchronized Optional<TokenInfo> info(TokenId id) {
        tick();
        return Optional.ofNullable(tokens.get(id))
                .filter(token -> !token.deleted)
                .map(TokenState::info);
    }

    synchronized SnapshotRef takeSnapshot(TokenId id, @Nullable Instant recordDate) {
        long time = tick();
        TokenState token = tokens.get(id);
        if (token == null) {
            throw new LedgerUnavailableException("the simulated ledger has no token " + id, null);
        }
        long at = recordDate == null ? nextStamp() : LedgerTime.clampedNanos(recordDate);
        if (at > time && recordDate != null) {
            throw new LedgerUnavailableException(
                    "the ledger is at " + LedgerTime.instant(time) + " and has not reached the record date "
                            + recordDate + "; ask again then",
                    null);
        }
        lastStamp = Math.max(lastStamp, at);
        return snapshots.take(token, at);
    }

    synchronized Optional<String> changes(String since, String until) {
        return snapshots.changes(since, until);
    }

    synchronized List<HolderBalance> holders(String snapshot, int from, int limit) {
        return snapshots.holders(snapshot, from, limit);
    }

    // ---- set-up and direct reads

    synchronized long balance(String account, TokenId id) {
        tick();
        long number = accounts.locate(account);
        TokenState token = tokens.get(id);
        return token == null || number == AddressBook.UNKNOWN ? 0 : token.balance(number);
    }

    synchronized void declare(TokenId id, int decimals) {
        tokens.computeIfAbsent(id, unknown -> new TokenState(unknown, decimals));
    }

    /** The number of an account that exists from here on. */
    synchronized long open(String account) {
        String canonical = AddressBook.canonical(account);
        long number = accounts.locate(canonical);
        if (number != AddressBook.UNKNOWN) {
            return number;
        }
        if (AddressBook.isAlias(canonical)) {
            return accounts.create(canonical);
        }
        number = AddressBook.number(canonical);
        accounts.open(number);
        return number;
    }

    synchronized void inAddressBook(Consumer<AddressBook> change) {
        tick();
        change.accept(accounts);
    }

    /**
     * Reads or changes a token.
     *
     * @throws IllegalArgumentException when there is no such token
     */
    synchronized <T extends @Nullable Object> T ofToken(TokenId id, Function<TokenState, T> use) {
        TokenState token = tokens.get(id);
        if (token == null) {
            throw new IllegalArgumentException("the simulated ledger has no token " + id + "; declare it first");
        }
        return use.apply(token);
    }

    synchronized void setUpBalance(TokenId id, long account, long units) {
        long time = tick();
        accounts.open(account);
        ofToken(id, token -> {
            token.setUp(account, units, time);
            return token;
        });
    }
}
