package io.masspayout.testing.simulation;

import io.masspayout.ledger.Allocated;
import io.masspayout.ledger.BatchInstruction;
import io.masspayout.ledger.BlockchainGateway;
import io.masspayout.ledger.EventDecoder;
import io.masspayout.ledger.EventPage;
import io.masspayout.ledger.HolderCursor;
import io.masspayout.ledger.LedgerHistory;
import io.masspayout.ledger.LedgerLimits;
import io.masspayout.ledger.LedgerUnavailableException;
import io.masspayout.ledger.Preflight;
import io.masspayout.ledger.Resolution;
import io.masspayout.ledger.ResolvedAccount;
import io.masspayout.ledger.Signed;
import io.masspayout.ledger.Submission;
import io.masspayout.ledger.TokenInfo;
import io.masspayout.model.AccountId;
import io.masspayout.model.EventPosition;
import io.masspayout.model.Failure;
import io.masspayout.model.LedgerFingerprint;
import io.masspayout.model.Payment;
import io.masspayout.model.PaymentCurrency;
import io.masspayout.model.SnapshotRef;
import io.masspayout.model.TokenId;
import io.masspayout.model.Treasury;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A ledger's client in a simulated process: others may go first around each call, answers of signer and ledger travel, and a ledger that
 * stands still answers nobody.
 */
final class SteppedLedger implements BlockchainGateway {

    private final BlockchainGateway ledger;
    private final Actor process;
    private final Post post;
    private final BooleanSupplier stalled;
    private final boolean showsClock;

    /**
     * A client.
     *
     * @param stalled whether the ledger stands still
     * @param showsClock whether the ledger says what time it is
     */
    SteppedLedger(BlockchainGateway ledger, Actor process, Post post, BooleanSupplier stalled, boolean showsClock) {
        this.ledger = ledger;
        this.process = process;
        this.post = post;
        this.stalled = stalled;
        this.showsClock = showsClock;
    }

    private void pass(String where) {
        process.pass(where);
        if (stalled.getAsBoolean()) {
            throw new LedgerUnavailableException("the ledger stands still", null);
        }
    }

    @Override
    public LedgerLimits limits() {
        return ledger.limits();
    }

    @Override
    public LedgerFingerprint fingerprint() {
        pass("fingerprint");
        return ledger.fingerprint();
    }

    @Override
    public Optional<Instant> time() {
        return showsClock ? ledger.time() : Optional.empty();
    }

    @Override
    public boolean keepsHistory() {
        return ledger.keepsHistory();
    }

    @Override
    public boolean fence(Treasury treasury) {
        return ledger.fence(treasury);
    }

    @Override
    public Map<String, ResolvedAccount> resolveAccounts(Collection<String> given) {
        pass("resolveAccounts");
        return ledger.resolveAccounts(given);
    }

    @Override
    public Preflight check(Treasury treasury) {
        pass("check");
        return ledger.check(treasury);
    }

    @Override
    public Map<AccountId, Failure> screen(PaymentCurrency currency, List<Payment> recipients) {
        pass("screen");
        return ledger.screen(currency, recipients);
    }

    @Override
    public Allocated allocate(BatchInstruction instruction) {
        process.pass("allocate an id");
        return ledger.allocate(instruction);
    }

    @Override
    public CompletionStage<Signed> sign(Allocated allocated) {
        return travelling("signature arrives", ledger.sign(allocated));
    }

    @Override
    public CompletionStage<Submission> submit(Signed signed) {
        return travelling("outcome arrives", ledger.submit(signed));
    }

    private <T> CompletionStage<T> travelling(String what, CompletionStage<T> answer) {
        CompletableFuture<T> arrived = new CompletableFuture<>();
        answer.whenComplete((value, problem) -> post.answer(process, what, problem == null ? value : problem, () -> {
            if (problem == null) {
                arrived.complete(value);
            } else {
                arrived.completeExceptionally(problem);
            }
        }));
        return arrived;
    }

    @Override
    public Resolution resolve(Signed signed) {
        return stalled.getAsBoolean() ? new Resolution.Unknown("the ledger stands still") : ledger.resolve(signed);
    }

    @Override
    public LedgerHistory history(Treasury treasury, Instant since) {
        pass("history");
        return ledger.history(treasury, since);
    }

    @Override
    public Optional<TokenInfo> token(String tokenId) {
        pass("token");
        return ledger.token(tokenId);
    }

    @Override
    public SnapshotRef takeSnapshot(TokenId tokenId, @Nullable Instant recordDate) {
        pass("takeSnapshot");
        return ledger.takeSnapshot(tokenId, recordDate);
    }

    @Override
    public HolderCursor holders(TokenId tokenId, SnapshotRef snapshot) {
        pass("holders");
        return ledger.holders(tokenId, snapshot);
    }

    @Override
    public EventPage events(String contractId, EventPosition after, int limit) {
        pass("events");
        return ledger.events(contractId, after, limit);
    }

    @Override
    public Map<String, EventDecoder<?>> decoders() {
        return ledger.decoders();
    }

    @Override
    public void close() {
        ledger.close();
    }
}
