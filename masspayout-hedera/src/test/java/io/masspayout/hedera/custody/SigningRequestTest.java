package io.masspayout.hedera.custody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.hedera.hashgraph.sdk.PrivateKey;
import io.masspayout.ledger.BatchReference;
import io.masspayout.model.BatchId;
import io.masspayout.model.LedgerTransactionId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class SigningRequestTest {

    private final SigningKey key = LocalKeySigner.of(PrivateKey.generateECDSA()).key();

    @Test
    void nobodyCanChangeAPayload() {
        byte[] mine = {1, 2, 3};
        SigningRequest request = Requests.of(mine);
        mine[0] = 9;
        request.payloads().get(0)[1] = 9;

        assertThat(request.payloads()).containsExactly(new byte[] {1, 2, 3});
    }

    @Test
    void aRequestWithoutPayloadOrWithANullOneIsNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> Requests.of(new byte[0][]));
        assertThatNullPointerException()
                .isThrownBy(() -> new SigningRequest(
                        Requests.ID, Requests.REFERENCE, Requests.UNTIL, Arrays.asList(new byte[1], null)));
    }

    /** The empty input of Keccak-256, which SHA-3 gives another value for, and the well-known one for "hello". */
    @Test
    void theDigestIsTheOriginalKeccak() {
        IntFunction<String> digest =
                i -> HexFormat.of().formatHex(Requests.of("", "hello").digests().get(i));
        assertThat(digest.apply(0)).isEqualTo("c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
        assertThat(digest.apply(1)).isEqualTo("1c8aff950685c2ed4bc3174f3472287b56d9517b9c948127319a09a7a36deac8");
    }

    @Test
    void theSameBodyHasTheSameRequestKeyWhoeverAsksForIt() {
        SigningRequest otherwise = new SigningRequest(
                LedgerTransactionId.of("0.0.7@1.000000002"),
                new BatchReference(
                        Requests.REFERENCE.distributionId(), BatchId.of("01890000-0000-7000-8000-000000000003")),
                Requests.UNTIL.plusNanos(1),
                List.of("a".getBytes(StandardCharsets.UTF_8)));

        assertThat(Requests.of("a").requestKey(key))
                .isEqualTo(Requests.of("a").requestKey(key))
                .isEqualTo(otherwise.requestKey(key))
                .matches("[0-9a-f]{64}");
    }

    @Test
    void whateverChangesASignatureChangesTheRequestKey() {
        SigningKey other = LocalKeySigner.of(PrivateKey.generateECDSA()).key();
        assertThat(List.of(
                        Requests.of("a", "b").requestKey(key),
                        Requests.of("a", "b").requestKey(other),
                        Requests.of("b", "a").requestKey(key),
                        Requests.of("ab").requestKey(key),
                        Requests.of("ab", "").requestKey(key),
                        Requests.of("", "ab").requestKey(key),
                        Requests.of("a").requestKey(key)))
                .doesNotHaveDuplicates();
    }

    @Test
    void requestsAreEqualByContent() {
        assertThat(Requests.of("a", "b"))
                .isEqualTo(Requests.of("a", "b"))
                .hasSameHashCodeAs(Requests.of("a", "b"))
                .isNotEqualTo(Requests.of("a", "c"))
                .isNotEqualTo(Requests.of("a"));
    }

    @Test
    void itsTextDoesNotTellWhoGetsWhat() {
        assertThat(Requests.of("a", "b"))
                .hasToString("SigningRequest[0.0.1001@1700000000.000000001, mp1:01890000-0000-7000-8000-000000000001:"
                        + "01890000-0000-7000-8000-000000000002, until 2023-11-14T22:16:20.000000001Z, 2 payloads]");
    }
}
