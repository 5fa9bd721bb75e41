package io.masspayout.hedera.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Times and addresses as the mirror node writes them. */
class TextFormsTest {

    @ParameterizedTest
    @ValueSource(strings = {"0.000000000", "1700000000.000000001", "1795338648.566702525"})
    void timesComeBackAsTheyWere(String text) {
        assertThat(ConsensusTimestamp.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1.1", "-1.000000000", "1.0000000000", " 1.000000000", "999999999999.000000000"})
    void otherTextsAreNoTimes(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ConsensusTimestamp.parse(text));
    }

    @Test
    void thereIsNoConsensusBefore1970() {
        assertThatIllegalArgumentException().isThrownBy(() -> ConsensusTimestamp.text(Instant.ofEpochSecond(-1)));
    }

    @Test
    void aLongZeroAddressHasAnAccountsNumber() {
        assertThat(new EvmAddress("0x000000000000000000000000000000000000084D").accountNumber())
                .hasValue(2_125);
        assertThat(EvmAddress.NOBODY.accountNumber()).isEmpty();
        assertThat(new EvmAddress("0xd1c6136d65f3f0ab0537f2af611a8348e0bd962a").accountNumber())
                .isEmpty();
        assertThat(new EvmAddress("0x000000000000000000000000ffffffffffffffff").accountNumber())
                .isEmpty();
    }

    @Test
    void addressesInTopicsArePadded() {
        assertThat(EvmAddress.ofTopic("0x" + "0".repeat(24) + "D1C6136d65f3f0ab0537f2af611a8348e0bd962a")
                        .hex())
                .isEqualTo("0xd1c6136d65f3f0ab0537f2af611a8348e0bd962a");
        assertThatIllegalArgumentException().isThrownBy(() -> EvmAddress.ofTopic("0x1" + "0".repeat(63)));
        assertThatIllegalArgumentException().isThrownBy(() -> new EvmAddress("0x12"));
    }
}
