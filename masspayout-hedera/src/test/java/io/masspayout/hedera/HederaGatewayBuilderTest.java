package io.masspayout.hedera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hedera.hashgraph.sdk.PrivateKey;
import io.masspayout.hedera.custody.LocalKeySigner;
import io.masspayout.hedera.custody.TransactionSigner;
import io.masspayout.ledger.LedgerLimits;
import io.masspayout.validation.InvalidRequestException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HederaGatewayBuilderTest {

    private final TransactionSigner signer = LocalKeySigner.of(PrivateKey.generateED25519());

    @Test
    void everyFaultIsNamedAtOnce() {
        assertThatThrownBy(() -> HederaGateway.builder()
                        .treasury("0.0.5", signer)
                        .treasuryByAllowance("0.0.5")
                        .validity(Duration.ofSeconds(5))
                        .approvalTime(Duration.ofDays(2))
                        .maxFee(0)
                        .nodesPerTransaction(0)
                        .transfersPerSecond(-1)
                        .maxInFlight(0)
                        .mirrorRequestsPerSecond(0)
                        .build())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("network")
                .hasMessageContaining("operator")
                .hasMessageContaining("decide on one")
                .hasMessageContaining("validity")
                .hasMessageContaining("approvalTime")
                .hasMessageContaining("maxFee")
                .hasMessageContaining("nodesPerTransaction")
                .hasMessageContaining("transfersPerSecond")
                .hasMessageContaining("maxInFlight")
                .hasMessageContaining("mirrorRequestsPerSecond");
    }

    @Test
    void anOperatorThatIsNoAccountIsNamed() {
        assertThatThrownBy(() -> described().operator("0x12", signer).build())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("operator")
                .hasMessageContaining("0x12");
    }

    @Test
    void theTimeForAnApprovalCountsAsValidity() {
        try (HederaGateway gateway = described()
                .validity(Duration.ofMinutes(3))
                .approvalTime(Duration.ofHours(1))
                .transfersPerSecond(LedgerLimits.UNPACED)
                .build()) {
            assertThat(gateway.limits().validity())
                    .isEqualTo(Duration.ofHours(1).plusMinutes(3));
            assertThat(gateway.limits().holdersPerBatch()).isEqualTo(9);
            assertThat(gateway.limits().allOrNothing()).isTrue();
        }
    }

    @Test
    void onlyThePublicNetworksHaveNames() {
        assertThat(HederaNetwork.named("testnet")).hasToString("testnet");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HederaNetwork.named("tesnet"))
                .withMessageContaining("tesnet")
                .withMessageContaining("mainnet");
    }

    private HederaGatewayBuilder described() {
        return HederaGateway.builder()
                .network(HederaNetwork.of("nowhere", Map.of("127.0.0.1:1", "0.0.3"), URI.create("http://127.0.0.1:1")))
                .operator("0.0.2", signer);
    }
}
