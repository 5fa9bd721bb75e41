package io.masspayout.hedera.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import com.hedera.hashgraph.sdk.Status;
import io.masspayout.hedera.consensus.Meaning.AtConsensus;
import io.masspayout.hedera.consensus.Meaning.AtNode;
import io.masspayout.model.FailureCode;
import io.masspayout.model.FailureScope;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MeaningsTest {

    /** Fails when a new SDK brings a code that nobody has thought about. */
    @ParameterizedTest
    @EnumSource(Status.class)
    void everyStatusOfTheSdkHasAMeaning(Status status) {
        assertThat(Meanings.of(status)).isPresent();
        assertThat(Meanings.of(status.toString())).isEqualTo(Meanings.of(status));
    }

    @Test
    void onlySuccessMeansPaid() {
        assertThat(with(AtConsensus.TOOK_EFFECT)).containsExactly(Status.SUCCESS);
    }

    /** The id is not used up by these; whoever took one for an end could pay the same holders under a new id. */
    @Test
    void theseLeaveAnIdOpen() {
        assertThat(with(AtConsensus.OPEN))
                .containsExactlyInAnyOrder(
                        Status.OK,
                        Status.UNKNOWN,
                        Status.RECEIPT_NOT_FOUND,
                        Status.RECORD_NOT_FOUND,
                        Status.DUPLICATE_TRANSACTION,
                        Status.INVALID_NODE_ACCOUNT,
                        Status.INVALID_PAYER_SIGNATURE);
    }

    /** The same bytes go on to another node after these: each must be certain not to have been taken. */
    @Test
    void afterTheseAnotherNodeIsAsked() {
        assertThat(Stream.of(Status.values())
                        .filter(status -> Meanings.of(status).orElseThrow().atNode() == AtNode.BUSY))
                .containsExactlyInAnyOrder(
                        Status.BUSY,
                        Status.PLATFORM_NOT_ACTIVE,
                        Status.PLATFORM_TRANSACTION_NOT_CREATED,
                        Status.CREATING_SYSTEM_ENTITIES,
                        Status.WAITING_FOR_LEDGER_ID,
                        Status.INVALID_NODE_ACCOUNT,
                        Status.INVALID_TRANSACTION_START,
                        Status.THROTTLED_AT_CONSENSUS,
                        Status.CONSENSUS_GAS_EXHAUSTED);
    }

    @Test
    void whatNodesSayWhenTheyMayHaveTakenItIsUnclear() {
        for (Status status : List.of(Status.FAIL_INVALID, Status.FAIL_FEE, Status.FAIL_BALANCE, Status.UNKNOWN)) {
            assertThat(Meanings.of(status).orElseThrow().atNode())
                    .as(status.toString())
                    .isEqualTo(AtNode.UNCLEAR);
        }
        assertThat(Meanings.of(Status.DUPLICATE_TRANSACTION).orElseThrow().atNode())
                .isEqualTo(AtNode.KNOWN);
        assertThat(Meanings.of(Status.OK).orElseThrow().atNode()).isEqualTo(AtNode.ACCEPTED);
    }

    @Test
    void whatIsThrottledAtConsensusIsTriedAgainWithANewId() {
        Meaning meaning = Meanings.of(Status.THROTTLED_AT_CONSENSUS).orElseThrow();
        assertThat(meaning.atConsensus()).isEqualTo(AtConsensus.FAILED);
        assertThat(meaning.code().isRetriedByItself()).isTrue();
    }

    @Test
    void aStatusOfTheTreasuryStopsTheRunInsteadOfFailingEveryHolder() {
        Set<FailureCode> codes = Stream.of(
                        Status.INSUFFICIENT_PAYER_BALANCE,
                        Status.INSUFFICIENT_ACCOUNT_BALANCE,
                        Status.INSUFFICIENT_TOKEN_BALANCE,
                        Status.TOKEN_IS_PAUSED,
                        Status.TOKEN_WAS_DELETED,
                        Status.INVALID_TOKEN_ID,
                        Status.UNEXPECTED_TOKEN_DECIMALS,
                        Status.SPENDER_DOES_NOT_HAVE_ALLOWANCE,
                        Status.AMOUNT_EXCEEDS_ALLOWANCE,
                        Status.PAYER_ACCOUNT_NOT_FOUND,
                        Status.PAYER_ACCOUNT_DELETED)
                .map(status -> Meanings.of(status).orElseThrow().code())
                .collect(Collectors.toSet());
        assertThat(codes).allSatisfy(code -> assertThat(code.scope()).isEqualTo(FailureScope.TREASURY));
    }

    @Test
    void aResultThatTheSdkDoesNotKnowHasNoMeaning() {
        assertThat(Meanings.of("TRANSFER_TO_FEE_COLLECTION_ACCOUNT_NOT_ALLOWED"))
                .isEmpty();
    }

    private static List<Status> with(AtConsensus meaning) {
        return Arrays.stream(Status.values())
                .filter(status -> Meanings.of(status).orElseThrow().atConsensus() == meaning)
                .toList();
    }
}
