package io.masspayout.benchmark.pure;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A ratio says something only when both sides come to the same result. */
class BaselineTest {

    @Test
    void sharesDifferByTheRemainderOnly() {
        SplitBenchmark split = new SplitBenchmark();
        long[] shares = split.library();
        long[] roundedDown = split.baseline();

        assertThat(Arrays.stream(shares).sum()).isEqualTo(SplitBenchmark.TOTAL);
        for (int i = 0; i < shares.length; i++) {
            assertThat(shares[i] - roundedDown[i]).isBetween(0L, 1L);
        }
    }

    @Test
    void bodiesAreTheSameBytes() {
        BodyBenchmark body = new BodyBenchmark();
        assertThat(body.library().toArray()).isEqualTo(body.baseline());
    }

    @Test
    void signaturesAreTheSameBytes() {
        SigningBenchmark signing = new SigningBenchmark();
        assertThat(signing.library()).containsExactlyElementsOf(signing.baseline());
    }

    @Test
    void signedBytesAreTheSame() throws InvalidProtocolBufferException {
        SignedBytesBenchmark signed = new SignedBytesBenchmark();
        assertThat(signed.library().toArray()).isEqualTo(signed.baseline());
    }
}
