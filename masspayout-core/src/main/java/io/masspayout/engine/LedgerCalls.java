package io.masspayout.engine;

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
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes the calls of signer and ledger on the host's executor and brings their answers back to the one thread of a run. Whatever a
 * gateway throws against its contract becomes the answer that is always safe: not signed, or unknown.
 */
final class LedgerCalls {

    private final PaymentLedger ledger;
    private final Executor executor;
    private final Bell bell;
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();

    LedgerCalls(PaymentLedger ledger, Surroundings surroundings) {
        this.ledger = ledger;
        this.executor = surroundings.executor();
        this.bell = surroundings.bells().get();
    }

    void sign(BatchWork work, Allocated allocated) {
        call(
                () -> ledger.sign(allocated)
                        .whenComplete((signed, problem) -> answer(
                                problem == null
                                        ? new Answer.WasSigned(work, signed)
                                        : new Answer.NotSigned(work, failure(problem)))),
                problem -> new Answer.NotSigned(work, failure(problem)));
    }

    void submit(BatchWork work, Signed signed) {
        call(
                () -> ledger.submit(signed)
                        .whenComplete((submission, problem) -> answer(new Answer.Submitted(
                                work, signed, problem == null ? submission : new Submission.Unknown(text(problem))))),
                problem -> new Answer.Submitted(work, signed, new Submission.Unknown(text(problem))));
    }

    void resolve(BatchWork work, Signed signed) {
        call(
                () -> answer(new Answer.Resolved(work, signed, ledger.resolve(signed))),
                problem -> new Answer.Resolved(work, signed, new Resolution.Unknown(text(problem))));
    }

    /** Everything that has come back. */
    List<Answer> drain() {
        List<Answer> drained = new ArrayList<>();
        for (Answer next = answers.poll(); next != null; next = answers.poll()) {
            drained.add(next);
        }
        return drained;
    }

    /** Waits until an answer is there, or the time is over; the answer stays. */
    void await(Duration atMost) throws InterruptedException {
        if (answers.isEmpty()) {
            bell.await(atMost);
        }
    }

    private void answer(Answer answer) {
        answers.add(answer);
        bell.ring();
    }

    private void call(Runnable call, Function<Throwable, Answer> onProblem) {
        executor.execute(() -> {
            try {
                call.run();
            } catch (RuntimeException problem) {
                answer(onProblem.apply(problem));
            } catch (Error problem) {
                // The run must not wait for an answer that will never come; the thread's owner hears of it all the
                // same.
                answer(onProblem.apply(problem));
                throw problem;
            }
        });
    }

    private static Failure failure(Throwable problem) {
        return innermost(problem) instanceof SigningException refused
                ? refused.failure()
                : Failure.of(FailureCode.SIGNER_UNAVAILABLE, text(problem));
    }

    private static String text(Throwable problem) {
        Throwable cause = innermost(problem);
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }

    private static Throwable innermost(Throwable problem) {
        @Nullable Throwable cause = problem instanceof CompletionException ? problem.getCause() : null;
        return cause == null ? problem : cause;
    }
}
