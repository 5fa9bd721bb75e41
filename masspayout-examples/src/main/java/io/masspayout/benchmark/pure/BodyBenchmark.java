package io.masspayout.benchmark.pure;

import com.hedera.hashgraph.sdk.Hbar;
import com.hedera.hashgraph.sdk.TransferTransaction;
import io.masspayout.hedera.transaction.TransferBodies;
import io.masspayout.ledger.BatchInstruction;
import io.masspayout.ledger.Bytes;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** From a batch as the engine hands it over, and by the SDK alone from accounts that it knows already. Public for JMH. */
@State(Scope.Benchmark)
public class BodyBenchmark {

    private static final String MEMO = NineHolders.REFERENCE.toString();

    private final TransferBodies bodies = NineHolders.bodies();
    private final BatchInstruction batch = NineHolders.batch();

    @Benchmark
    public Bytes library() {
        return bodies.unsigned(batch, NineHolders.ID, false, NineHolders.NODES);
    }

    @Benchmark
    public byte[] baseline() {
        TransferTransaction transfer = new TransferTransaction()
                .setTransactionId(NineHolders.ID.toSdk())
                .setNodeAccountIds(NineHolders.NODES)
                .setTransactionValidDuration(NineHolders.VALIDITY)
                .setTransactionMemo(MEMO)
                .setMaxTransactionFee(Hbar.fromTinybars(NineHolders.MAX_FEE));
        long sum = 0;
        for (int i = 0; i < NineHolders.HOLDERS.size(); i++) {
            long amount = NineHolders.amount(i);
            transfer.addTokenTransferWithDecimals(
                    NineHolders.TOKEN, NineHolders.HOLDERS.get(i), amount, NineHolders.DECIMALS);
            sum += amount;
        }
        transfer.addTokenTransferWithDecimals(NineHolders.TOKEN, NineHolders.TREASURY, -sum, NineHolders.DECIMALS);
        return transfer.freeze().toBytes();
    }
}
