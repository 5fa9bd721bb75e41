package io.masspayout.benchmark.pure;

import com.hedera.hashgraph.sdk.AccountId;
import com.hedera.hashgraph.sdk.TokenId;
import io.masspayout.hedera.transaction.TransferBodies;
import io.masspayout.hedera.transaction.TransferId;
import io.masspayout.ledger.BatchInstruction;
import io.masspayout.ledger.BatchReference;
import io.masspayout.ledger.Bytes;
import io.masspayout.model.BatchId;
import io.masspayout.model.DistributionId;
import io.masspayout.model.Payment;
import io.masspayout.model.PaymentCurrency;
import io.masspayout.model.Treasury;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;

/** A full transfer of the Hedera gateway, with the defaults that it has. */
final class NineHolders {

    static final List<AccountId> NODES = LongStream.rangeClosed(3, 5)
            .mapToObj(account -> new AccountId(0, 0, account))
            .toList();

    static final AccountId OPERATOR = new AccountId(0, 0, 1001);
    static final AccountId TREASURY = new AccountId(0, 0, 1002);
    static final TokenId TOKEN = new TokenId(0, 0, 456_858);
    static final int DECIMALS = 6;
    static final List<AccountId> HOLDERS = LongStream.range(0, TransferBodies.MAX_RECIPIENTS)
            .mapToObj(holder -> new AccountId(0, 0, 2_000_000 + holder))
            .toList();

    static final Duration VALIDITY = Duration.ofMinutes(2);
    static final long MAX_FEE = 100_000_000;
    static final TransferId ID = new TransferId(OPERATOR.toString(), Instant.parse("2026-03-31T12:00:00.000000007Z"));
    static final BatchReference REFERENCE =
            new BatchReference(new DistributionId(new UUID(1, 2)), new BatchId(new UUID(3, 4)));

    private NineHolders() {}

    static long amount(int holder) {
        return 1_000_000L + holder;
    }

    static TransferBodies bodies() {
        return new TransferBodies(OPERATOR.toString(), VALIDITY, MAX_FEE);
    }

    static BatchInstruction batch() {
        io.masspayout.model.TokenId token = io.masspayout.model.TokenId.of(TOKEN.toString());
        return new BatchInstruction(
                REFERENCE,
                new Treasury(account(TREASURY), token),
                new PaymentCurrency(token, DECIMALS),
                LongStream.range(0, HOLDERS.size())
                        .mapToObj(i -> new Payment(account(HOLDERS.get((int) i)), amount((int) i)))
                        .toList(),
                false);
    }

    static Bytes unsigned() {
        return bodies().unsigned(batch(), ID, false, NODES);
    }

    private static io.masspayout.model.AccountId account(AccountId id) {
        return io.masspayout.model.AccountId.of(id.toString());
    }
}
