package io.masspayout.hedera.custody;

import io.masspayout.ledger.BatchReference;
import io.masspayout.model.BatchId;
import io.masspayout.model.DistributionId;
import io.masspayout.model.LedgerTransactionId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Requests of one transaction, with the payloads that a test wants. */
final class Requests {

    static final LedgerTransactionId ID = LedgerTransactionId.of("0.0.1001@1700000000.000000001");
    static final Instant UNTIL = Instant.ofEpochSecond(1_700_000_180L, 1);
    static final BatchReference REFERENCE = new BatchReference(
            DistributionId.of("01890000-0000-7000-8000-000000000001"),
            BatchId.of("01890000-0000-7000-8000-000000000002"));

    private Requests() {}

    static SigningRequest of(byte[]... payloads) {
        return new SigningRequest(ID, REFERENCE, UNTIL, List.of(payloads));
    }

    static SigningRequest of(String... payloads) {
        return of(Arrays.stream(payloads)
                .map(payload -> payload.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new));
    }
}
