package io.masspayout.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.model.BatchId;
import io.masspayout.model.DistributionId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BatchReferenceTest {

    /** Hedera's longest memo, in bytes. */
    private static final int LONGEST_MEMO = 100;

    @Test
    void whatIsWrittenIsReadAgain() {
        Random random = new Random(4711);
        for (int i = 0; i < 1_000; i++) {
            BatchReference reference = new BatchReference(
                    new DistributionId(new UUID(random.nextLong(), random.nextLong())),
                    new BatchId(new UUID(random.nextLong(), random.nextLong())));
            String memo = reference.toString();
            assertThat(memo.getBytes(StandardCharsets.UTF_8))
                    .hasSize(BatchReference.LENGTH)
                    .hasSizeLessThanOrEqualTo(LONGEST_MEMO);
            assertThat(BatchReference.parse(memo)).contains(reference);
        }
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
