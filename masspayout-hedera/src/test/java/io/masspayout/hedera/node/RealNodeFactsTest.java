package io.masspayout.hedera.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hedera.hashgraph.sdk.AccountId;
import com.hedera.hashgraph.sdk.PrivateKey;
import com.hedera.hashgraph.sdk.TokenId;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The facts on a real node, and that {@link RealLedger} does what its names say. */
@NeedsRealNode
class RealNodeFactsTest extends NetworkFacts {

    private final RealLedger ledger;

    RealNodeFactsTest(RealLedger ledger) {
        this.ledger = ledger;
    }

    @Override
    protected TestNetwork network() {
        return ledger;
    }

    @Test
    void aDeletedAccountIsDeleted() {
        AccountId account = ledger.account();
        TokenId token = ledger.token(10);

        ledger.delete(account);

        assertThatThrownBy(() -> ledger.associate(token, account))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ACCOUNT_DELETED");
    }

    @Test
    void whatIsFrozenOrPausedCanBeFreedAgain() {
        TokenId token = ledger.token(10);
        AccountId holder = ledger.holders(token, 1).get(0);
        ledger.freeze(token, holder);
        ledger.unfreeze(token, holder);
        ledger.pause(token);
        ledger.unpause(token);

        ledger.fund(token, holder, 4);

        assertThat(ledger.balance(holder, token)).isEqualTo(4);
    }

    @Test
    void holdersOfATokenWithKycCanBePaid() {
        TokenId token = ledger.tokenWithKyc(10);
        List<AccountId> holders = ledger.holders(token, 3);

        holders.forEach(holder -> ledger.fund(token, holder, 1));

        assertThat(holders)
                .allSatisfy(holder -> assertThat(ledger.balance(holder, token)).isEqualTo(1));
    }

    @Test
    void aPayerMayHaveAnEcdsaKey() {
        Assumptions.assumeTrue(RealNode.knowsEcdsa(), "ECDSA keys need Debian's libsecp256k1-dev");
        TokenId token = ledger.token(10);
        AccountId payer = ledger.payer(PrivateKey.generateECDSA());

        ledger.fund(token, payer, 10);
        ledger.approve(token, payer, ledger.operator(), 5);

        assertThat(ledger.balance(payer, token)).isEqualTo(10);
    }
}
