package io.masspayout.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdentifiersTest {

    /** As PostgreSQL orders uuid: bytes without sign, so that both sides take locks in the same order. */
    @Test
    void uuidsAreOrderedBytewise() {
        List<String> ordered = List.of(
                "00000000-0000-0000-0000-000000000000",
                "00000000-0000-0000-7fff-ffffffffffff",
                "00000000-0000-0000-8000-000000000000",
                "7fffffff-ffff-ffff-0000-000000000000",
                "80000000-0000-0000-0000-000000000000",
                "ffffffff-ffff-ffff-ffff-ffffffffffff");
        for (int i = 0; i < ordered.size(); i++) {
            for (int j = 0; j < ordered.size(); j++) {
                int expected = Integer.signum(Integer.compare(i, j));
                String one = ordered.get(i);
                String other = ordered.get(j);
                assertThat(Stream.of(
                                        AssetId.of(one).compareTo(AssetId.of(other)),
                                        BatchId.of(one).compareTo(BatchId.of(other)),
                                        DistributionId.of(one).compareTo(DistributionId.of(other)),
                                        HolderId.of(one).compareTo(HolderId.of(other)))
                                .map(Integer::signum))
                        .containsOnly(expected);
            }
        }
    }

    @Test
    void uuidsAreWrittenAsTheyAreRead() {
        String text = new UUID(0x0123_4567_89ab_7defL, 0x8123_4567_89ab_cdefL).toString();
        assertThat(AssetId.of(text)).hasToString(text);
        assertThat(BatchId.of(text)).hasToString(text);
        assertThat(DistributionId.of(text)).hasToString(text);
        assertThat(HolderId.of(text)).hasToString(text);
        assertThatIllegalArgumentException().isThrownBy(() -> BatchId.of("nonsense"));
    }

    /** Bytewise, as {@code COLLATE "C"}: digits before capitals before small letters, and 10 before 9. */
    @Test
    void textsAreOrderedByCodeUnit() {
        assertThat(Stream.of("0x1", "0.0.9", "0.0.10", "a", "B")
                        .map(AccountId::of)
                        .sorted())
                .extracting(AccountId::value)
                .containsExactly("0.0.10", "0.0.9", "0x1", "B", "a");
        assertThat(TokenId.of("0.0.10")).isLessThan(TokenId.of("0.0.9"));
        assertThat(LedgerTransactionId.of("B")).isLessThan(LedgerTransactionId.of("a"));
    }

    @Test
    void textsHaveBounds() {
        assertThat(AccountId.of("x".repeat(AccountId.MAX_LENGTH)).value()).hasSize(AccountId.MAX_LENGTH);
        for (String wrong : List.of("", "  ", "x".repeat(AccountId.MAX_LENGTH + 1))) {
            assertThatIllegalArgumentException().isThrownBy(() -> AccountId.of(wrong));
            assertThatIllegalArgumentException().isThrownBy(() -> TokenId.of(wrong));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LedgerTransactionId.of("x".repeat(LedgerTransactionId.MAX_LENGTH + 1)));
    }
}
