package io.masspayout.hedera.local;

import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.OK;
import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.masspayout.hedera.local.world.Nanos;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Transactions by id, by account and by time: what a client needs to know whether it has paid. */
class MirrorTransactionsTest {

    private static final Duration LATENCY = Duration.ofSeconds(2);

    private Scene scene = new Scene(builder -> builder.consensusLatency(LATENCY));

    @AfterEach
    void stop() {
        scene.close();
    }

    private static String path(TransferBody body) {
        return String.format(
                Locale.ROOT,
                "/transactions/0.0.%d-%d-%09d",
                body.id().getAccountID().getAccountNum(),
                body.id().getTransactionValidStart().getSeconds(),
                body.id().getTransactionValidStart().getNanos());
    }

    @Test
    void anIdShowsTheOriginalAndItsDuplicates() throws Exception {
        TransferBody body = scene.payment();
        assertThat(scene.wire.submit(body.sign(scene.key), 0)).isEqualTo(OK);
        assertThat(scene.wire.submit(body.node("0.0.4").sign(scene.key), 1)).isEqualTo(OK);
        assertThat(scene.mirror.error(path(body), 404)).isEqualTo("Not found");
        scene.pass(LATENCY);
        List<JsonObject> rows =
                MirrorReader.rows(scene.mirror.get(path(body) + "?nonce=0&scheduled=false"), "transactions");
        assertThat(MirrorReader.column(rows, "result")).containsExactly("SUCCESS", "DUPLICATE_TRANSACTION");
        assertThat(MirrorReader.column(rows, "node")).containsExactly("0.0.3", "0.0.4");
        assertThat(new HashSet<>(MirrorReader.column(rows, "transaction_hash"))).hasSize(2);
        assertThat(scene.mirror.error(path(body) + "?nonce=1", 404)).isEqualTo("Not found");
    }

    @Test
    void aHashFindsItsTransaction() throws Exception {
        assertThat(scene.submit(scene.payment())).isEqualTo(OK);
        scene.pass(LATENCY);
        ExecutedTransaction done = last();
        byte[] hash = done.hash().toByteArray();
        String hex = HexFormat.of().formatHex(hash);
        for (String id : List.of(hex, "0x" + hex, Base64.getUrlEncoder().encodeToString(hash))) {
            JsonObject row = MirrorReader.rows(scene.mirror.get("/transactions/" + id), "transactions")
                    .get(0);
            assertThat(row.get("transaction_id")
                            .getAsString()
                            .replaceFirst("-", "@")
                            .replace('-', '.'))
                    .isEqualTo(done.transactionId());
        }
    }

    private ExecutedTransaction last() {
        List<ExecutedTransaction> all = scene.ledger.transactions();
        return all.get(all.size() - 1);
    }

    @Test
    void theScanOfAPayerFindsAllThatConcernsHim() throws Exception {
        String start = Nanos.text(Nanos.of(scene.ledger.now()));
        String holder = scene.holder();
        for (int i = 0; i < 7; i++) {
            assertThat(scene.submit(scene.body().hbar(scene.treasury, -1).hbar(holder, 1)))
                    .isEqualTo(OK);
            scene.pass(LATENCY);
        }
        String query = "&timestamp=gt:" + start + "&order=asc&limit=3";
        List<JsonObject> payer = scene.mirror.all("/transactions?account.id=" + scene.treasury + query, "transactions");
        List<JsonObject> recipient = scene.mirror.all("/transactions?account.id=" + holder + query, "transactions");
        assertThat(payer).hasSize(7);
        // His creation is the first; a creation with nothing to give does not touch the balance of its payer.
        assertThat(MirrorReader.column(recipient, "consensus_timestamp"))
                .isSorted()
                .containsAll(MirrorReader.column(payer, "consensus_timestamp"));
        assertThat(scene.mirror.all(
                        "/transactions?account.id=" + scene.treasury + "&account.id=" + holder + query, "transactions"))
                .hasSize(7);
        assertThat(MirrorReader.column(
                        scene.mirror.all("/transactions?account.id=" + scene.treasury + "&limit=3", "transactions"),
                        "consensus_timestamp"))
                .isSortedAccordingTo((a, b) -> b.compareTo(a));
    }

    @Test
    void resultsCanBeChosen() throws Exception {
        scene.faults.failNextAtConsensus(com.hedera.hashgraph.sdk.Status.INVALID_SIGNATURE);
        assertThat(scene.submit(scene.payment())).isEqualTo(OK);
        assertThat(scene.submit(scene.payment())).isEqualTo(OK);
        scene.pass(LATENCY);
        String query = "/transactions?account.id=" + scene.treasury + "&transactiontype=CRYPTOTRANSFER&result=";
        assertThat(MirrorReader.column(scene.mirror.all(query + "fail", "transactions"), "result"))
                .containsExactly("INVALID_SIGNATURE");
        assertThat(scene.mirror.all(query + "success", "transactions")).hasSize(1);
    }

    @Test
    void feesArePartOfTheTransfers() throws Exception {
        TransferBody body = scene.body().hbar(scene.treasury, -10).hbar("0.0.2", 10);
        assertThat(scene.submit(body)).isEqualTo(OK);
        scene.pass(LATENCY);
        JsonObject row =
                MirrorReader.rows(scene.mirror.get(path(body)), "transactions").get(0);
        assertThat(row.get("charged_tx_fee").getAsLong()).isEqualTo(200_000);
        List<JsonObject> lines = MirrorReader.rows(row, "transfers");
        assertThat(MirrorReader.column(lines, "account")).containsExactly("0.0.2", "0.0.3", "0.0.98", scene.treasury);
        assertThat(MirrorReader.column(lines, "amount")).containsExactly("10", "20000", "180000", "-200010");
    }

    @Test
    void otherPeoplesTrafficMovesTheNewestTransactionOn() throws Exception {
        String newest = newest(scene);
        scene.pass(Duration.ofSeconds(4));
        String later = newest(scene);
        assertThat(later).isGreaterThan(newest);
        scene.pass(Duration.ofDays(365));
        assertThat(newest(scene)).isGreaterThan(later);
        long age = Nanos.of(scene.clock.instant()) - Nanos.of(last().consensusTime());
        assertThat(age).isGreaterThan(Nanos.of(Duration.ofDays(365)));
        List<JsonObject> page =
                MirrorReader.rows(scene.mirror.get("/transactions?limit=100&order=desc"), "transactions");
        assertThat(MirrorReader.column(page, "consensus_timestamp"))
                .doesNotHaveDuplicates()
                .hasSize(100);
    }

    private static String newest(Scene at) throws Exception {
        return MirrorReader.rows(at.mirror.get("/transactions?limit=1&order=desc"), "transactions")
                .get(0)
                .get("consensus_timestamp")
                .getAsString();
    }

    @Test
    void ownAndOtherTransactionsArePagedTogether() throws Exception {
        String start = Nanos.text(Nanos.of(scene.ledger.now()));
        for (int i = 0; i < 5; i++) {
            scene.pass(Duration.ofSeconds(3));
            scene.ledger.transfer(LocalLedger.HBAR, "0.0.2", scene.treasury, 1);
        }
        List<JsonObject> up =
                scene.mirror.all("/transactions?timestamp=gt:" + start + "&order=asc&limit=2", "transactions");
        List<JsonObject> down = scene.mirror.all("/transactions?timestamp=gt:" + start + "&limit=2", "transactions");
        assertThat(MirrorReader.column(up, "consensus_timestamp")).isSorted().doesNotHaveDuplicates();
        assertThat(down).hasSameSizeAs(up);
        assertThat(up).hasSizeGreaterThanOrEqualTo(5 + 7);
    }

    @Test
    void onAQuietNetworkTheNewestTransactionStays() throws Exception {
        try (Scene quiet = new Scene(LocalNetwork.Builder::quiet)) {
            String newest = newest(quiet);
            quiet.pass(Duration.ofDays(1));
            assertThat(newest(quiet)).isEqualTo(newest);
            quiet.submit(quiet.payment());
            assertThat(newest(quiet)).isGreaterThan(newest);
        }
    }

    @Test
    void theMirrorIsBehindByItsLag() throws Exception {
        try (Scene lagging = new Scene(builder -> builder.mirrorLag(Duration.ofSeconds(5)))) {
            String token = lagging.token(options -> options);
            String holder = lagging.holderOf(token);
            lagging.pass(Duration.ofSeconds(5));
            TransferBody body = lagging.payment(token, holder, 9);
            assertThat(lagging.outcome(body)).isEqualTo(SUCCESS);
            lagging.pass(Duration.ofSeconds(5).minusNanos(1));
            assertThat(lagging.mirror.error(path(body), 404)).isEqualTo("Not found");
            assertThat(balance(lagging, token, holder)).isEqualTo("0");
            lagging.pass(Duration.ofNanos(1));
            assertThat(lagging.mirror.get(path(body))).isNotNull();
            assertThat(balance(lagging, token, holder)).isEqualTo("9");
            // It never unlearns.
            lagging.faults.mirror().lag(Duration.ofMinutes(1));
            assertThat(lagging.mirror.get(path(body))).isNotNull();
        }
    }

    private static String balance(Scene at, String token, String holder) throws Exception {
        return MirrorReader.column(
                        at.mirror.all("/tokens/" + token + "/balances?account.id=" + holder, "balances"), "balance")
                .get(0);
    }

    @Test
    void nothingAppearsBehindWhatWasShown() throws Exception {
        assertThat(scene.submit(scene.payment())).isEqualTo(OK);
        scene.faults.stallConsensus();
        scene.pass(Duration.ofSeconds(10));
        String shown = newest(scene);
        scene.clock.advance(Duration.ofSeconds(-5));
        scene.faults.releaseConsensus();
        scene.ledger.transfer(LocalLedger.HBAR, "0.0.2", scene.treasury, 1);
        List<ExecutedTransaction> all = scene.ledger.transactions();
        assertThat(Nanos.text(Nanos.of(all.get(all.size() - 1).consensusTime())))
                .isGreaterThan(shown);
    }

    @Test
    void whatIsNoIdIsToldSo() throws Exception {
        assertThat(scene.mirror.error("/transactions?account.id=x", 400)).isEqualTo("Invalid parameter: account.id");
        assertThat(scene.mirror.error("/transactions?timestamp=x", 400)).isEqualTo("Invalid parameter: timestamp");
        assertThat(scene.mirror.error("/transactions?nonce=0", 400)).isEqualTo("Unknown query parameter: nonce");
        assertThat(scene.mirror.error("/nowhere", 404)).isEqualTo("Not found");
    }
}
