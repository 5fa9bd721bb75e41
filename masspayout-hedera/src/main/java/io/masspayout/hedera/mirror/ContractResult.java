package io.masspayout.hedera.mirror;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a call of a contract ended.
 *
 * @param contractId as {@code 0.0.n}; {@code null} where the call reached no contract
 * @param result the ledger's own code, {@code SUCCESS} for instance; {@code null} in lists of results, which leave it out
 * @param input what was called, as 0x and hex digits
 * @param output what it returned, or its revert data, as 0x and hex digits; {@code null} where there is none
 * @param error the ledger's message; {@code null} where there is none
 * @param logs in order; empty in lists of results, which leave them out
 * @param hash of the transaction, as 0x and hex digits
 */
record ContractResult(
        @Nullable String contractId,
        Instant timestamp,
        @Nullable String result,
        long gasUsed,
        String input,
        @Nullable String output,
        @Nullable String error,
        List<MirrorLog> logs,
        String hash) {

    ContractResult {
        logs = List.copyOf(logs);
    }

    static ContractResult read(Json result) {
        Instant timestamp = result.time("timestamp");
        String hash = result.text("hash");
        return new ContractResult(
                result.optionalText("contract_id").orElse(null),
                timestamp,
                result.optionalText("result").orElse(null),
                result.number("gas_used"),
                result.text("function_parameters"),
                result.optionalText("call_result").orElse(null),
                result.optionalText("error_message").orElse(null),
                // The logs of a result lack what they share with it.
                result.optionalList(
                        "logs",
                        log -> new MirrorLog(
                                log.text("contract_id"),
                                timestamp,
                                log.smallNumber("index"),
                                log.texts("topics"),
                                log.text("data"),
                                hash)),
                hash);
    }
}
