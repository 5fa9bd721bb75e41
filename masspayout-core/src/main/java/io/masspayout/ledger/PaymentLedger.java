package io.masspayout.ledger;

import io.masspayout.model.AccountId;
import io.masspayout.model.Failure;
import io.masspayout.model.LedgerFingerprint;
import io.masspayout.model.Payment;
import io.masspayout.model.PaymentCurrency;
import io.masspayout.model.Treasury;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The port through which money moves, small enough to be implemented in a hundred lines. {@code PaymentLedgerContract} in the
 * test jar says the same as this page, as tests which every implementation inherits.
 *
 * <p>Life of a transaction: {@link #allocate} gives it an id and a body, {@link #sign} makes it sendable, {@link #submit} sends
 * it, {@link #resolve} asks what became of it. The engine stores each result before it calls the next method, so that after a
 * crash anybody can go on from what is stored.
 *
 * <p>What an implementation must guarantee, as the promise never to pay twice rests on it:
 *
 * <ul>
 *   <li>At most one transaction with a given id ever takes effect, however often it is sent, by whomever.
 *   <li>Only {@link #submit} sends payments. It sends exactly the bytes it is given, never a new id, never a changed body.
 *   <li>{@link Settled} and {@link Resolution.Dead} are said only when the ledger has made them final. Whatever is not certain
 *       is unknown.
 * </ul>
 *
 * <p>Implementations are safe for use by many threads. Methods block for a network call at most; asynchronous ones complete on
 * any thread. Trouble with the network is a {@link LedgerUnavailableException}, except in {@link #submit} and {@link #resolve},
 * where it is {@code Unknown}.
 */
public interface PaymentLedger extends AutoCloseable {

    /** What the ledger allows; constant for the life of this object. */
    LedgerLimits limits();

    /**
     * What tells this ledger from every other one, read from the ledger itself: of two networks the answers differ, of one network they
     * are always the same, whichever node or mirror answers. A book is bound to it, and nothing is paid on another ledger.
     *
     * @throws LedgerUnavailableException when the ledger does not answer
     */
    LedgerFingerprint fingerprint();

    /**
     * The ledger's own time, where it shows a clock: the newest block of a chain that makes one every few seconds. Empty where it shows
     * none, and then the database's clock decides. The host's clock, which may be minutes off, is no answer: how far a history has to
     * reach before anything is sent is reckoned from this time.
     *
     * @throws LedgerUnavailableException when the ledger has a clock and does not answer
     */
    Optional<Instant> time();

    /**
     * Whether {@link #history} can be read at all. Where it cannot (a bank without statements), a database that has forgotten payments
     * is not noticed, and a restore needs a person.
     */
    boolean keepsHistory();

    /**
     * The canonical form of account ids as people write them. Every spelling of one account gives the same answer.
     *
     * @param given at most {@link #MAX_ACCOUNTS_PER_CALL}
     * @return an entry for each distinct text given
     * @throws InvalidAccountException for the first text that no account of this ledger can have
     * @throws LedgerUnavailableException when the ledger has to be asked and does not answer
     */
    Map<String, ResolvedAccount> resolveAccounts(Collection<String> given);

    /** Most accounts in one call of {@link #resolveAccounts} or {@link #screen}: it bounds memory and requests. */
    int MAX_ACCOUNTS_PER_CALL = 1_000;

    /**
     * The treasury's balance, and whether it could pay at all.
     *
     * @throws LedgerUnavailableException when the ledger does not answer
     */
    Preflight check(Treasury treasury);

    /**
     * Which recipients could not be paid now, and why. Only {@link io.masspayout.model.FailureScope#HOLDER} failures. A
     * recipient who is not named may still fail when it comes to it: this spares failed transactions, it promises nothing.
     *
     * @param recipients at most {@link #MAX_ACCOUNTS_PER_CALL}
     * @throws LedgerUnavailableException when the ledger does not answer
     */
    Map<AccountId, Failure> screen(PaymentCurrency currency, List<Payment> recipients);

    /** Gives a transaction its id and body. Sends nothing, and the body depends on nothing but the instruction and the id. */
    Allocated allocate(BatchInstruction instruction);

    /**
     * Makes an allocated transaction sendable. May be slow, may be repeated for the same body, by other processes too.
     *
     * @return completes exceptionally with {@link SigningException} when there is no signature to be had
     */
    CompletionStage<Signed> sign(Allocated allocated);

    /**
     * Sends, and waits for the outcome as long as the implementation thinks fit. May be called for the same bytes any number of
     * times. Never completes exceptionally for what the network does.
     */
    CompletionStage<Submission> submit(Signed signed);

    /** Asks what became of a transaction that may have been sent. Sends nothing. */
    Resolution resolve(Signed signed);

    /**
     * Opens the history of what a treasury paid, from a ledger time on: the transactions that a payer of this gateway issued for it, and
     * those that took from it. A transaction of a stranger who copied a reference into a memo is none of them.
     *
     * @throws LedgerUnavailableException when the ledger's history cannot be read
     * @throws UnsupportedOperationException when {@link #keepsHistory} says that there is none
     */
    LedgerHistory history(Treasury treasury, Instant since);

    /**
     * Makes the history move on where no traffic does: puts a transaction of no consequence onto the ledger, which pays no holder, so
     * that {@link LedgerHistory#completeUntil} soon passes the time of this call. Where this needs a person or a remote signer, or where
     * the history moves on by itself, nothing is sent. Nothing is sent either while one of a moment ago is on its way, and the answer is
     * true then, too, as its effect is the same: the caller looks again soon.
     *
     * @return whether one is on its way: sent by this call, or a moment ago
     * @throws LedgerUnavailableException when the ledger does not answer
     */
    boolean fence(Treasury treasury);

    /** Frees connections. Nothing that was stored is lost by it. */
    @Override
    void close();
}
