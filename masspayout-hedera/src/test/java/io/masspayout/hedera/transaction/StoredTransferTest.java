package io.masspayout.hedera.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.protobuf.ByteString;
import com.hedera.hashgraph.sdk.AccountId;
import com.hedera.hashgraph.sdk.PrivateKey;
import com.hedera.hashgraph.sdk.Transaction;
import com.hedera.hashgraph.sdk.TransferTransaction;
import com.hedera.hashgraph.sdk.proto.SignaturePair;
import io.masspayout.ledger.BatchInstruction;
import io.masspayout.ledger.BatchReference;
import io.masspayout.ledger.Bytes;
import io.masspayout.model.BatchId;
import io.masspayout.model.DistributionId;
import io.masspayout.model.Payment;
import io.masspayout.model.PaymentCurrency;
import io.masspayout.model.TokenId;
import io.masspayout.model.Treasury;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoredTransferTest {

    private static final TransferId ID = new TransferId("0.0.2", Instant.parse("2026-03-31T12:00:00.000000007Z"));
    private static final PrivateKey KEY = PrivateKey.generateED25519();
    private static final String ALIAS = "0xabcdefabcdefabcdefabcdefabcdefabcdefabcd";

    private final TransferBodies bodies = new TransferBodies("0.0.2", Duration.ofMinutes(2), 100_000_000L);

    private static BatchInstruction batch(TokenId token) {
        return new BatchInstruction(
                new BatchReference(new DistributionId(new UUID(1, 2)), new BatchId(new UUID(3, 4))),
                new Treasury(io.masspayout.model.AccountId.of("0.0.700"), token),
                new PaymentCurrency(token, 6),
                List.of(
                        new Payment(io.masspayout.model.AccountId.of("0.0.1001"), 1),
                        new Payment(io.masspayout.model.AccountId.of("0.0.9000000001"), Long.MAX_VALUE / 2),
                        new Payment(io.masspayout.model.AccountId.of(ALIAS), 3)),
                true);
    }

    @ParameterizedTest
    @CsvSource({"0.0.429274,false", "0.0.429274,true", "HBAR,false", "HBAR,true"})
    void whatIsReadBackIsWhatWasToBePaid(String token, boolean byAllowance) {
        BatchInstruction batch = batch(TokenId.of(token));

        StoredTransfer stored = StoredTransfer.read(bodies.unsigned(
                batch, ID, byAllowance, List.of(AccountId.fromString("0.0.3"), AccountId.fromString("0.0.4"))));

        assertThat(stored.id()).isEqualTo(ID);
        assertThat(stored.validUntil()).isEqualTo(ID.validStart().plusSeconds(120));
        assertThat(stored.memo()).isEqualTo(batch.reference().toString());
        assertThat(stored.token()).isEqualTo(TokenId.of(token));
        assertThat(stored.treasury()).isEqualTo("0.0.700");
        assertThat(stored.isByAllowance()).isEqualTo(byAllowance);
        assertThat(stored.payments()).containsExactlyInAnyOrderElementsOf(batch.payments());
        assertThat(stored.payloads()).hasSize(2);
        assertThat(stored.copies()).extracting(NodeCopy::node).containsExactly("0.0.3", "0.0.4");
    }

    @Test
    void theBodyDependsOnNothingButTheInstructionAndTheId() {
        BatchInstruction batch = batch(TokenId.of("0.0.429274"));
        List<AccountId> nodes = List.of(AccountId.fromString("0.0.3"));

        assertThat(bodies.unsigned(batch, ID, false, nodes)).isEqualTo(bodies.unsigned(batch, ID, false, nodes));
    }

    @Test
    void theSdkReadsTheSameTransferAndTheSameHashes() throws Exception {
        Bytes bytes = bodies.unsigned(
                batch(TokenId.of("0.0.429274")),
                ID,
                false,
                List.of(AccountId.fromString("0.0.3"), AccountId.fromString("0.0.4")));
        StoredTransfer unsigned = StoredTransfer.read(bytes);
        StoredTransfer stored = unsigned.signed(
                unsigned.payloads().stream().map(StoredTransferTest::signature).toList());

        TransferTransaction bySdk =
                (TransferTransaction) Transaction.fromBytes(stored.bytes().toArray());

        assertThat(bySdk.getTransactionId()).isEqualTo(ID.toSdk());
        assertThat(bySdk.getTransactionMemo()).isEqualTo(stored.memo());
        var hashes = bySdk.getTransactionHashPerNode();
        for (NodeCopy copy : stored.copies()) {
            assertThat(Bytes.of(hashes.get(AccountId.fromString(copy.node())))).isEqualTo(copy.hash());
        }
    }

    private static SignaturePair signature(byte[] payload) {
        return SignaturePair.newBuilder()
                .setPubKeyPrefix(ByteString.copyFrom(KEY.getPublicKey().toBytesRaw()))
                .setEd25519(ByteString.copyFrom(KEY.sign(payload)))
                .build();
    }

    @Test
    void aSignatureForEachBodyIsAsked() {
        StoredTransfer stored = StoredTransfer.read(
                bodies.unsigned(batch(TokenId.of("0.0.429274")), ID, false, List.of(AccountId.fromString("0.0.3"))));
        assertThatIllegalArgumentException().isThrownBy(() -> stored.signed(List.of()));
    }

    @Test
    void theIdHasAllItsNanoseconds() {
        assertThat(ID.toLedger().value()).isEqualTo("0.0.2@1774958400.000000007");
        assertThat(ID.toSdk()).hasToString(ID.toLedger().value());
    }

    @Test
    void otherBytesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StoredTransfer.read(Bytes.of(new byte[] {1, 2, 3})))
                .withMessageContaining("not a stored transfer");
        assertThatIllegalArgumentException().isThrownBy(() -> StoredTransfer.read(Bytes.of(new byte[0])));
    }
}
