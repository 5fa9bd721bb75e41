package io.masspayout.hedera.local.world;

import com.hedera.hashgraph.sdk.proto.ResponseCodeEnum;
import java.util.Optional;

/** What is to go wrong between a node's answer and the record. */
public interface ConsensusFaults {

    /** Whether what a node has just accepted never reaches consensus. */
    boolean dropsAccepted(long node);

    /** The status with which the next transaction of a node is to fail. */
    Optional<ResponseCodeEnum> statusFor(long node);
}
