package io.masspayout.engine;

import io.masspayout.ledger.Resolution;
import io.masspayout.ledger.Signed;
import io.masspayout.model.LedgerTransactionId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The questions to the ledger that are under way in this process, one for each transaction at most: a run that has stopped waiting for an answer
 * must not make the next run ask the same again, or the host's queue would grow with each call. Who asks what is being asked already gets the
 * same answer. Safe for use by many threads.
 */
final class Questions {

    /** A question that has no answer after so long hangs in the gateway, or died with a thread; it may be asked again. */
    private static final Duration LOST_AFTER = Duration.ofMinutes(10);

    private final Map<LedgerTransactionId, Question> open = new ConcurrentHashMap<>();

    /** A question, and how its answer will come. */
    record Question(Signed about, Instant since, CompletableFuture<Resolution> answer) {

        boolean isLost(Instant now) {
            return since.plus(LOST_AFTER).isBefore(now);
        }
    }

    /** The question that is under way about a transaction already, if there is one. */
    Optional<Question> underWay(Signed transaction, Instant now) {
        return Optional.ofNullable(open.get(transaction.transactionId()))
                .filter(question -> question.about().equals(transaction) && !question.isLost(now));
    }

    /** Notes a question that is about to be asked; it is forgotten when its answer is there. */
    Question asked(Signed transaction, Instant now) {
        Question question = new Question(transaction, now, new CompletableFuture<>());
        open.put(transaction.transactionId(), question);
        var unused =
                question.answer().whenComplete((answer, problem) -> open.remove(transaction.transactionId(), question));
        return question;
    }
}
