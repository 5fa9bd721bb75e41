package io.masspayout.hedera.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.hedera.hashgraph.sdk.AccountId;
import com.hedera.hashgraph.sdk.TokenId;
import com.hedera.hashgraph.sdk.TransferTransaction;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** That the node bears the load of the gateway's tests, and with it the figures to compare the gateway with. */
@NeedsRealNode
class RealNodeLoadTest {

    private static final int HOLDERS = 2_000;
    private static final int RECIPIENTS = 9;
    private static final int TRANSFERS = 2_000;
    private static final int ALONE = 20;

    @Test
    void thousandsOfHoldersArePaidNineAtATime(RealLedger ledger) {
        TokenId token = ledger.token((long) (TRANSFERS + ALONE) * RECIPIENTS);
        long began = System.nanoTime();
        List<AccountId> holders = ledger.holders(token, HOLDERS);
        report(HOLDERS + " associated holders", began);

        SetUp sender = new SetUp(ledger.client());
        long[] took = new long[ALONE];
        for (int i = 0; i < ALONE; i++) {
            long start = System.nanoTime();
            sender.run(payment(ledger, token, holders, i));
            took[i] = System.nanoTime() - start;
        }
        Arrays.sort(took);
        System.out.println("transfer until its receipt, one at a time, ms: median " + millis(took[ALONE / 2])
                + ", least " + millis(took[0]) + ", most " + millis(took[ALONE - 1]));

        long start = System.nanoTime();
        sender.many(TRANSFERS, i -> sender.run(payment(ledger, token, holders, ALONE + i)));
        report(TRANSFERS + " transfers of " + RECIPIENTS + " with " + SetUp.IN_FLIGHT + " in flight", start);

        assertThat(holders.stream()
                        .mapToLong(holder -> ledger.balance(holder, token))
                        .sum())
                .isEqualTo((long) (TRANSFERS + ALONE) * RECIPIENTS);
        assertThat(ledger.balance(ledger.operator(), token)).isZero();
    }

    private static TransferTransaction payment(RealLedger ledger, TokenId token, List<AccountId> holders, int number) {
        TransferTransaction payment = new TransferTransaction().addTokenTransfer(token, ledger.operator(), -RECIPIENTS);
        for (int i = 0; i < RECIPIENTS; i++) {
            payment.addTokenTransfer(token, holders.get((number * RECIPIENTS + i) % HOLDERS), 1);
        }
        return payment;
    }

    private static void report(String what, long since) {
        System.out.println(what + ": " + millis(System.nanoTime() - since) + " ms");
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }
}
