package io.masspayout.hedera.local;

import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.OK;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.hedera.hashgraph.sdk.proto.ResponseCodeEnum;
import com.hedera.hashgraph.sdk.proto.Transaction;
import io.masspayout.hedera.local.world.Nanos;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Large registers and long runs. */
class ScaleTest {

    private static final int HOLDERS = 1_000_000;

    /** Nine recipients each. */
    private static final int TRANSFERS = 1_000;

    private static final int NODES = 4;

    @Test
    void aMillionHoldersArePagedByIndexNowAndInThePast() throws Exception {
        try (Scene scene = new Scene()) {
            Holders holders = scene.ledger.createTokenWithHolders(
                    scene.treasury, options -> options.supply(5), HOLDERS, scene.key.getPublicKey(), i -> i % 10);
            Instant snapshot = scene.ledger.now();
            String path = "/tokens/" + holders.token() + "/balances?order=asc&limit=100";
            scene.ledger.transfer(holders.token(), holders.account(999_999), holders.account(500_000), 9);
            List<JsonObject> live = MirrorReader.rows(
                    scene.mirror.get(path + "&account.id=gte:" + holders.account(500_000)), "balances");
            assertThat(live).hasSize(100);
            assertThat(live.get(0).get("balance").getAsLong()).isEqualTo(9);
            List<JsonObject> past = MirrorReader.rows(
                    scene.mirror.get(path + "&account.id=gte:" + holders.account(500_000) + "&timestamp="
                            + Nanos.text(Nanos.of(snapshot))),
                    "balances");
            assertThat(past.get(0).get("balance").getAsLong()).isZero();
            String last = path + "&account.id=gte:" + holders.account(HOLDERS - 150);
            assertThat(scene.mirror.all(last, "balances")).hasSize(150);
            assertThat(scene.mirror
                            .get("/tokens/" + holders.token())
                            .get("total_supply")
                            .getAsString())
                    .isEqualTo("4500005");
        }
    }

    @Test
    void manyTransfersAtOnceAddUp() throws Exception {
        try (Scene scene = new Scene()) {
            Holders holders = scene.ledger.createTokenWithHolders(
                    scene.treasury, options -> options.supply(1_000_000_000), 900, scene.key.getPublicKey(), i -> 0);
            scene.ledger.setBalance(scene.treasury, LocalLedger.HBAR, 1_000_000_000_000L);
            List<Transaction> transfers = new ArrayList<>();
            for (int i = 0; i < TRANSFERS; i++) {
                TransferBody body =
                        scene.body().node("0.0." + (3 + i % NODES)).units(holders.token(), scene.treasury, -9);
                for (int j = 0; j < 9; j++) {
                    body.units(holders.token(), holders.account((i * 9 + j) % 900), 1);
                }
                transfers.add(body.sign(scene.key));
            }
            ExecutorService pool = Executors.newFixedThreadPool(8);
            try {
                List<Future<ResponseCodeEnum>> answers = new ArrayList<>();
                for (int i = 0; i < TRANSFERS; i++) {
                    int index = i;
                    answers.add(pool.submit(() -> scene.wire.submit(transfers.get(index), index % NODES)));
                }
                for (Future<ResponseCodeEnum> answer : answers) {
                    assertThat(answer.get()).isEqualTo(OK);
                }
            } finally {
                pool.shutdownNow();
            }
            assertThat(scene.ledger.balance(holders.account(0), holders.token()))
                    .isEqualTo(TRANSFERS * 9 / 900);
            assertThat(scene.ledger.balance(scene.treasury, holders.token())).isEqualTo(1_000_000_000L - TRANSFERS * 9);
            assertThat(scene.ledger.transactions())
                    .extracting(ExecutedTransaction::consensusTime)
                    .isSorted()
                    .doesNotHaveDuplicates();
            long paid = scene.mirror.all("/tokens/" + holders.token() + "/balances?limit=100", "balances").stream()
                    .mapToLong(row -> row.get("balance").getAsLong())
                    .sum();
            assertThat(paid).isEqualTo(1_000_000_000L);
        }
    }
}
