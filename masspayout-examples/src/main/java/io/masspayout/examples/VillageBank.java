package io.masspayout.examples;

import io.masspayout.ledger.Allocated;
import io.masspayout.ledger.BatchInstruction;
import io.masspayout.ledger.BatchReference;
import io.masspayout.ledger.Bytes;
import io.masspayout.ledger.InvalidAccountException;
import io.masspayout.ledger.LedgerEntry;
import io.masspayout.ledger.LedgerHistory;
import io.masspayout.ledger.LedgerLimits;
import io.masspayout.ledger.LedgerOutcome;
import io.masspayout.ledger.PaymentLedger;
import io.masspayout.ledger.Preflight;
import io.masspayout.ledger.Resolution;
import io.masspayout.ledger.ResolvedAccount;
import io.masspayout.ledger.Settled;
import io.masspayout.ledger.Signed;
import io.masspayout.ledger.Submission;
import io.masspayout.model.AccountId;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.LedgerFingerprint;
import io.masspayout.model.LedgerTransactionId;
import io.masspayout.model.Payment;
import io.masspayout.model.PaymentCurrency;
import io.masspayout.model.Treasury;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

// doc: village-bank
/** A ledger of one's own: a bank with one currency, whose accounts are {@code acct-} and a number, in any letter case. */
final class VillageBank implements PaymentLedger {

    private static final Duration VALIDITY = Duration.ofMinutes(5);

    private final InstantSource clock;
    private final Map<AccountId, Long> balances = new HashMap<>();
    /** Everything that ever ended, by id: what makes an id take effect once, and what answers for its fate. */
    private final Map<LedgerTransactionId, Noted> book = new LinkedHashMap<>();

    private Instant lastStamp = Instant.EPOCH;

    private record Noted(AccountId payer, LedgerEntry entry) {}

    VillageBank(InstantSource clock) {
        this.clock = clock;
    }

    synchronized AccountId open(String account, long balance) {
        AccountId id = canonical(account);
        balances.put(id, balance);
        return id;
    }

    synchronized long balance(AccountId account) {
        return balances.getOrDefault(account, 0L);
    }

    @Override
    public LedgerLimits limits() {
        return new LedgerLimits(50, VALIDITY, 8, LedgerLimits.UNPACED, true);
    }

    @Override
    public LedgerFingerprint fingerprint() {
        return new LedgerFingerprint("the village bank's book");
    }

    /** The clock on the bank's wall, by which its book is written. */
    @Override
    public Optional<Instant> time() {
        return Optional.of(clock.instant());
    }

    @Override
    public boolean keepsHistory() {
        return true;
    }

    /** The bank's book is complete at any moment. */
    @Override
    public boolean fence(Treasury treasury) {
        return false;
    }

    @Override
    public synchronized Map<String, ResolvedAccount> resolveAccounts(Collection<String> given) {
        return given.stream().distinct().collect(Collectors.toMap(text -> text, text -> {
            AccountId account = canonical(text);
            return new ResolvedAccount(account, balances.containsKey(account));
        }));
    }

    private static AccountId canonical(String text) {
        String account = text.toLowerCase(Locale.ROOT);
        if (!account.matches("acct-[0-9]{1,12}")) {
            throw new InvalidAccountException(text, "acct- and up to 12 digits");
        }
        return AccountId.of(account);
    }

    @Override
    public Preflight check(Treasury treasury) {
        return new Preflight(balance(treasury.account()), Optional.empty());
    }

    @Override
    public synchronized Map<AccountId, Failure> screen(PaymentCurrency currency, List<Payment> recipients) {
        return recipients.stream()
                .map(Payment::account)
                .filter(account -> !balances.containsKey(account))
                .collect(Collectors.toMap(account -> account, VillageBank::unknown));
    }

    private static Failure unknown(AccountId account) {
        return Failure.of(FailureCode.ACCOUNT_NOT_FOUND, "the bank has no account " + account);
    }

    /** The body says everything that {@link #submit} and {@link #resolve} will need: id, validity, memo, payer, payments. */
    @Override
    public Allocated allocate(BatchInstruction batch) {
        LedgerTransactionId id = new LedgerTransactionId("village-" + UUID.randomUUID());
        Instant validUntil = clock.instant().plus(VALIDITY);
        List<String> lines = new ArrayList<>(List.of(
                id.value(),
                validUntil.toString(),
                batch.reference().toString(),
                batch.treasury().account().value()));
        batch.payments().forEach(payment -> lines.add(payment.account() + " " + payment.amount()));
        byte[] body = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        return new Allocated(batch.batchId(), id, validUntil, Bytes.of(body));
    }

    /** The bank trusts whoever is in the room; another ledger would ask its signer here. */
    @Override
    public CompletionStage<Signed> sign(Allocated allocated) {
        return CompletableFuture.completedFuture(
                new Signed(allocated.batchId(), allocated.transactionId(), allocated.validUntil(), allocated.body()));
    }

    @Override
    public CompletionStage<Submission> submit(Signed signed) {
        return CompletableFuture.completedFuture(take(signed));
    }

    private synchronized Submission take(Signed signed) {
        Noted earlier = book.get(signed.transactionId());
        if (earlier != null) {
            return earlier.entry.settled();
        }
        if (clock.instant().isAfter(signed.validUntil())) {
            return new Submission.Refused(Failure.of(FailureCode.EXPIRED_UNSEEN, "too late"));
        }
        String[] lines = new String(signed.bytes().toArray(), StandardCharsets.UTF_8).split("\n", -1);
        List<Payment> payments = new ArrayList<>();
        for (int i = 4; i < lines.length; i++) {
            String[] words = lines[i].split(" ", -1);
            payments.add(new Payment(AccountId.of(words[0]), Long.parseLong(words[1])));
        }
        AccountId payer = AccountId.of(lines[3]);
        LedgerOutcome outcome = move(payer, payments);
        Settled settled = new Settled(outcome, stamp(), null);
        List<Payment> moved = outcome.match(
                all -> payments,
                some -> payments.stream()
                        .filter(payment -> !some.failed().containsKey(payment.account()))
                        .toList(),
                nobody -> List.of());
        BatchReference reference = BatchReference.parse(lines[2]).orElseThrow();
        book.put(
                signed.transactionId(),
                new Noted(payer, new LedgerEntry(signed.transactionId(), reference, moved, settled)));
        return settled;
    }

    private LedgerOutcome move(AccountId payer, List<Payment> payments) {
        Set<AccountId> strangers = payments.stream()
                .map(Payment::account)
                .filter(account -> !balances.containsKey(account))
                .collect(Collectors.toSet());
        if (!strangers.isEmpty()) {
            return new LedgerOutcome.NobodyPaid(unknown(strangers.iterator().next()), strangers);
        }
        long total = payments.stream().mapToLong(Payment::amount).reduce(0, Math::addExact);
        if (total > balance(payer)) {
            return new LedgerOutcome.NobodyPaid(Failure.of(FailureCode.TREASURY_EMPTY, "lacks money"), Set.of());
        }
        balances.merge(payer, -total, Math::addExact);
        payments.forEach(payment -> balances.merge(payment.account(), payment.amount(), Math::addExact));
        return new LedgerOutcome.EverybodyPaid();
    }

    /** What ends later has a later time, even within one tick of the clock. */
    private Instant stamp() {
        Instant now = clock.instant();
        lastStamp = now.isAfter(lastStamp) ? now : lastStamp.plusNanos(1);
        return lastStamp;
    }

    /** "Not in the book" proves nothing while the transaction could still arrive; once it is too late for that, it does. */
    @Override
    public synchronized Resolution resolve(Signed signed) {
        Noted noted = book.get(signed.transactionId());
        if (noted != null) {
            return noted.entry.settled();
        }
        return clock.instant().isAfter(signed.validUntil())
                ? new Resolution.Dead("the book has no " + signed.transactionId() + " and no longer takes it")
                : new Resolution.Unknown("not in the book yet");
    }

    @Override
    public synchronized LedgerHistory history(Treasury treasury, Instant since) {
        List<LedgerEntry> entries = book.values().stream()
                .filter(noted -> noted.payer.equals(treasury.account()))
                .map(Noted::entry)
                .filter(entry -> !entry.settled().at().isBefore(since))
                .toList();
        return new BookPages(entries, stamp());
    }

    @Override
    public void close() {}
}
// end
