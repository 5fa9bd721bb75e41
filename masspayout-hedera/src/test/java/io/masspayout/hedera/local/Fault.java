package io.masspayout.hedera.local;

import com.hedera.hashgraph.sdk.proto.ResponseCodeEnum;
import java.time.Duration;

/** Something that is to go wrong at a node, once or several times. */
sealed interface Fault {

    record RequestLost(Loss how) implements Fault {}

    record DeliveredTwice() implements Fault {}

    record Refused(ResponseCodeEnum precheck) implements Fault {}

    record AnswerLost(Loss how) implements Fault {}

    /** The transaction is taken in, whatever the answer says. */
    record AnswerReplaced(ResponseCodeEnum precheck) implements Fault {}

    record AnswerDelayed(Duration by) implements Fault {}

    record AnswerHeld() implements Fault {}

    record DroppedAfterAccept() implements Fault {}

    record FailsAtConsensus(ResponseCodeEnum status) implements Fault {}

    record ReceiptsLost(Loss how) implements Fault {}

    record ReceiptsRefused(ResponseCodeEnum precheck) implements Fault {}
}
