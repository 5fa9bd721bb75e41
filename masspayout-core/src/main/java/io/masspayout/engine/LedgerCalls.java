package io.masspayout.engine;

import io.masspayout.bulkhead.Breakage;
import io.masspayout.engine.BatchWork.Answer;
import io.masspayout.ledger.Allocated;
import io.masspayout.ledger.PaymentLedger;
import io.masspayout.ledger.Resolution;
import io.masspayout.ledger.Signed;
import io.masspayout.ledger.SigningException;
import io.masspayout.ledger.Submission;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes the calls of signer and ledger on the host's executor and brings their answers back to the one thread of a run. Whatever a
 * gateway throws against its contract, and an answer that is none, becomes the answer that is always safe: not signed, or unknown.
 */
final class LedgerCalls {

    private final PaymentLedger ledger;
    private final HostExecutor executor;
    private final Bell bell;
    private final Questions questions;
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();

    LedgerCalls(PaymentLedger ledger, Surroundings surroundings, Questions questions) {
        this.ledger = ledger;
        this.executor = new HostExecutor(surroundings.executor(), surroundings.clock());
        this.bell = surroundings.bells().get();
        this.questions = questions;
    }

    void sign(BatchWork work, Allocated allocated) {
        Consumer<Throwable> notSigned = problem -> answer(new Answer.NotSigned(work, failure(problem)));
        call(
                () -> whenDone(ledger.sign(allocated), signed -> answer(new Answer.WasSigned(work, signed)), notSigned),
                notSigned);
    }

    void submit(BatchWork work, Signed signed) {
        Consumer<Throwable> unknown =
                problem -> answer(new Answer.Submitted(work, signed, new Submission.Unknown(text(problem))));
        call(
                () -> whenDone(
                        ledger.submit(signed),
                        submission -> answer(new Answer.Submitted(work, signed, submission)),
                        unknown),
                unknown);
    }

    /** Asks, or waits for the answer to the same question of an earlier run of this process. */
    void resolve(BatchWork work, Signed signed) {
        Optional<Questions.Question> underWay = questions.underWay(signed, executor.now());
        Questions.Question question = underWay.orElseGet(() -> questions.asked(signed, executor.now()));
        whenDone(
                question.answer(),
                resolution -> answer(new Answer.Resolved(work, signed, resolution)),
                problem -> answer(new Answer.Resolved(work, signed, new Resolution.Unknown(text(problem)))));
        if (underWay.isEmpty()) {
            call(
                    () -> question.answer().complete(required(ledger.resolve(signed))),
                    question.answer()::completeExceptionally);
        }
    }

    private static <T> void whenDone(
            @Nullable CompletionStage<T> stage, Consumer<T> onAnswer, Consumer<Throwable> onProblem) {
        required(stage).whenComplete((answer, problem) -> {
            if (problem == null && answer != null) {
                onAnswer.accept(answer);
            } else {
                onProblem.accept(problem == null ? noAnswer() : problem);
            }
        });
    }

    private static <T> T required(@Nullable T answer) {
        if (answer == null) {
            throw noAnswer();
        }
        return answer;
    }

    private static IllegalStateException noAnswer() {
        return new IllegalStateException("the gateway answered null, against its contract");
    }

    /** Everything that has come back. */
    List<Answer> drain() {
        List<Answer> drained = new ArrayList<>();
        for (Answer next = answers.poll(); next != null; next = answers.poll()) {
            drained.add(next);
        }
        if (!drained.isEmpty()) {
            executor.offerAgain();
        }
        return drained;
    }

    /**
     * Waits until an answer is there, or the time is over; the answer stays. Where the host's executor does not make a call, this thread makes it
     * meanwhile.
     */
    void await(Duration atMost) throws InterruptedException {
        if (answers.isEmpty() && !executor.makeOneHere()) {
            bell.await(atMost);
        }
    }

    private void answer(Answer answer) {
        answers.add(answer);
        bell.ring();
    }

    private void call(Runnable call, Consumer<Throwable> onProblem) {
        executor.make(new HostCall(call, onProblem, executor.now()));
    }

    private static Failure failure(Throwable problem) {
        return innermost(problem) instanceof SigningException refused
                ? refused.failure()
                : Failure.of(FailureCode.SIGNER_UNAVAILABLE, text(problem));
    }

    private static String text(Throwable problem) {
        Throwable cause = innermost(problem);
        return cause.getClass().getSimpleName() + ": " + Breakage.reason(cause);
    }

    private static Throwable innermost(Throwable problem) {
        @Nullable Throwable cause = problem instanceof CompletionException ? problem.getCause() : null;
        return Objects.requireNonNullElse(cause, problem);
    }
}
