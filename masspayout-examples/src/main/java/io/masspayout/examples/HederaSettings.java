package io.masspayout.examples;

import io.masspayout.hedera.HederaGateway;
import io.masspayout.hedera.HederaNetwork;
import io.masspayout.hedera.custody.TransactionSigner;
import java.time.Duration;
import java.util.concurrent.Executor;

/** A gateway with everything said that can be said; most hosts say half of it. */
final class HederaSettings {

    private HederaSettings() {}

    static HederaGateway everything(
            TransactionSigner operatorSigner, TransactionSigner treasurySigner, Executor executor) {
        // doc: hedera-settings
        HederaGateway gateway = HederaGateway.builder()
                .network(HederaNetwork.mainnet())
                .operator("0.0.1001", operatorSigner) // pays the fees, and for nothing else
                .treasury("0.0.1002", treasurySigner) // signs its own transfers
                .treasuryByAllowance("0.0.1003") // has approved an allowance for the operator; no key of it is here
                .validity(Duration.ofMinutes(3)) // for how long a transfer can take effect
                .approvalTime(Duration.ofHours(4)) // how long a person may take to approve one
                .maxFee(50_000_000) // tinybars for one transfer, at most
                .nodesPerTransaction(5) // how many nodes may be tried; a signature for each
                .transfersPerSecond(50)
                .maxInFlight(256)
                .mirrorRequestsPerSecond(50)
                .executor(executor)
                .build();
        // end
        return gateway;
    }
}
