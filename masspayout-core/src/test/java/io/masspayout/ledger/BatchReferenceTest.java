package io.masspayout.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masspayout.model.AccountId;
import io.masspayout.model.BatchId;
import io.masspayout.model.BookId;
import io.masspayout.model.DistributionId;
import io.masspayout.model.Payment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BatchReferenceTest {

    /** Hedera's longest memo, in bytes. */
    private static final int LONGEST_MEMO = 100;

    @Test
    void whatIsWrittenIsReadAgain() {
        Random random = new Random(4711);
        for (int i = 0; i < 1_000; i++) {
            DistributionId distribution = new DistributionId(new UUID(random.nextLong(), random.nextLong()));
            BatchId batch = new BatchId(new UUID(random.nextLong(), random.nextLong()));
            BookId book = new BookId(new UUID(random.nextLong(), random.nextLong()));
            List<Payment> payments = List.of(new Payment(AccountId.of("0.0." + i), 1 + i));
            for (BatchReference reference : List.of(
                    new BatchReference(distribution, batch), BatchReference.of(book, distribution, batch, payments))) {
                String memo = reference.toString();
                assertThat(memo.getBytes(StandardCharsets.UTF_8))
                        .hasSizeLessThanOrEqualTo(BatchReference.MAX_LENGTH)
                        .hasSizeLessThanOrEqualTo(LONGEST_MEMO);
                assertThat(BatchReference.parse(memo)).contains(reference);
            }
        }
    }

    @Test
    void theHashTellsWhomAndHowMuchInAnyOrder() {
        Payment one = new Payment(AccountId.of("0.0.1"), 12);
        Payment other = new Payment(AccountId.of("0.0.11"), 2);
        String hash = BatchReference.hash(List.of(one, other));

        assertThat(BatchReference.hash(List.of(other, one))).isEqualTo(hash);
        assertThat(Set.of(
                        hash,
                        BatchReference.hash(List.of(one)),
                        BatchReference.hash(List.of(one, new Payment(other.account(), 3))),
                        BatchReference.hash(List.of(new Payment(AccountId.of("0.0.1"), 1), other))))
                .hasSize(4);
    }

    @Test
    void aReferenceHasBookAndHashOrNeither() {
        DistributionId distribution = new DistributionId(new UUID(10, 11));
        BatchId batch = new BatchId(new UUID(12, 13));
        BookId book = new BookId(new UUID(14, 15));

        assertThatThrownBy(() -> new BatchReference(book, distribution, batch, ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BatchReference(null, distribution, batch, "0123456789"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void otherMemosAreNotOurs() {
        String ours =
                new BatchReference(new DistributionId(new UUID(10, 11)), new BatchId(new UUID(12, 13))).toString();
        for (String memo : List.of(
                "",
                "dividend",
                "mp1:",
                ours + " ",
                " " + ours,
                ours + "\n",
                ours.replace("mp1", "mp2"),
                ours.toUpperCase(Locale.ROOT),
                ours.substring(1),
                ours.replace('a', 'g'))) {
            assertThat(BatchReference.parse(memo)).as(memo).isEmpty();
        }
    }
}
