package io.masspayout.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.ledger.Bytes;
import io.masspayout.ledger.Resolution;
import io.masspayout.ledger.Signed;
import io.masspayout.model.BatchId;
import io.masspayout.model.LedgerTransactionId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Of each transaction the ledger is asked once at a time, however many runs of a process want to know. */
class QuestionsTest {

    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
    private static final Signed TRANSACTION = transaction("tx", 1);

    private final Questions questions = new Questions();

    private static Signed transaction(String id, int content) {
        return new Signed(
                new BatchId(new UUID(1, 1)), LedgerTransactionId.of(id), NOW, Bytes.of(new byte[] {(byte) content}));
    }

    @Test
    void aRunThatComesLaterGetsTheAnswerToTheQuestionThatIsUnderWay() {
        Questions.Question asked = questions.asked(TRANSACTION, NOW);

        assertThat(questions.underWay(TRANSACTION, NOW.plus(Duration.ofMinutes(5))))
                .containsSame(asked);
        assertThat(questions.underWay(transaction("other", 1), NOW)).isEmpty();
        assertThat(questions.underWay(transaction("tx", 2), NOW))
                .as("another content is another question")
                .isEmpty();
    }

    @Test
    void whatIsAnsweredIsForgotten() {
        questions.asked(TRANSACTION, NOW).answer().complete(new Resolution.Unknown("not yet"));
        assertThat(questions.underWay(TRANSACTION, NOW)).isEmpty();

        questions.asked(TRANSACTION, NOW).answer().completeExceptionally(new IllegalStateException("no"));
        assertThat(questions.underWay(TRANSACTION, NOW)).isEmpty();
    }

    @Test
    void aQuestionThatHangsIsAskedAgainAfterAWhile() {
        Questions.Question hangs = questions.asked(TRANSACTION, NOW);
        Instant later = NOW.plus(Duration.ofMinutes(11));

        assertThat(questions.underWay(TRANSACTION, later)).isEmpty();
        Questions.Question again = questions.asked(TRANSACTION, later);
        hangs.answer().complete(new Resolution.Unknown("late"));
        assertThat(questions.underWay(TRANSACTION, later))
                .as("a late answer to the first does not end the second")
                .containsSame(again);
    }
}
