package io.masspayout.hedera.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.masspayout.hedera.local.world.Nanos;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens and their balances, now and at a time. */
class MirrorTokensTest {

    private static final Duration QUARTER = Duration.ofMinutes(15);

    private Scene scene;
    private String token;

    @BeforeEach
    void start() {
        scene = new Scene();
        token = scene.token(options -> options.decimals(2));
    }

    @AfterEach
    void stop() {
        scene.close();
    }

    private static String text(Instant time) {
        return Nanos.text(Nanos.of(time));
    }

    private List<JsonObject> balances(String query) throws Exception {
        return scene.mirror.all("/tokens/" + token + "/balances" + query, "balances");
    }

    private String holderWith(long units) {
        String holder = scene.holderOf(token);
        scene.ledger.setBalance(holder, token, units);
        return holder;
    }

    @Test
    void theSupplyIsThatOfTheTimeAskedFor() throws Exception {
        Instant before = scene.ledger.now();
        scene.pass(Duration.ofSeconds(5));
        scene.ledger.mint(token, 500);
        assertThat(supply("")).isEqualTo("1000500");
        assertThat(supply("?timestamp=" + text(before))).isEqualTo("1000000");
        assertThat(supply("?timestamp=lt:" + text(scene.ledger.now()))).isEqualTo("1000000");
        assertThat(supply("?timestamp=" + text(scene.ledger.now()))).isEqualTo("1000500");
        assertThat(scene.mirror.error("/tokens/" + token + "?timestamp=1.000000000", 404))
                .isEqualTo("Not found");
        assertThat(scene.mirror.error("/tokens/" + token + "?timestamp=gt:5", 400))
                .isEqualTo("Invalid parameter: timestamp");
    }

    private String supply(String query) throws Exception {
        return scene.mirror.get("/tokens/" + token + query).get("total_supply").getAsString();
    }

    @Test
    void liveBalancesIncludeZeroesButNotTheDissociated() throws Exception {
        String none = scene.holderOf(token);
        String gone = scene.holderOf(token);
        scene.ledger.dissociate(gone, token);
        assertThat(MirrorReader.column(balances(""), "account"))
                .containsExactly(none, scene.treasury)
                .doesNotContain(gone);
        assertThat(MirrorReader.column(balances("?account.balance=gt:0"), "account"))
                .containsExactly(scene.treasury);
    }

    @Test
    void conditionsOnAccountsHoldAllAtOnce() throws Exception {
        String first = holderWith(1);
        String second = holderWith(2);
        assertThat(MirrorReader.column(balances("?account.id=" + first), "account"))
                .containsExactly(first);
        assertThat(balances("?account.id=" + first + "&account.id=" + second)).isEmpty();
        assertThat(MirrorReader.column(
                        balances("?account.id=gte:" + first + "&account.id=lt:" + second + "&order=asc"), "account"))
                .containsExactly(first);
        assertThat(MirrorReader.column(
                        balances("?account.id=gt:" + first + "&account.id=lte:" + second + "&order=desc"), "account"))
                .containsExactly(second);
        assertThat(balances("?account.id=gt:" + second + "&account.id=lt:" + first))
                .isEmpty();
    }

    @Test
    void pagesFollowTheLinksInBothDirections() throws Exception {
        for (int i = 0; i < 7; i++) {
            holderWith(i);
        }
        List<JsonObject> up = balances("?limit=3&order=asc");
        List<JsonObject> down = balances("?limit=3");
        assertThat(up).hasSize(8);
        assertThat(MirrorReader.column(down, "account"))
                .containsExactlyElementsOf(MirrorReader.column(up, "account").stream()
                        .sorted((a, b) -> -a.compareTo(b))
                        .toList());
        JsonObject page = scene.mirror.get("/tokens/" + token + "/balances?limit=3&order=asc&account.id=gt:0.0.1");
        assertThat(MirrorReader.next(page))
                .isEqualTo("/api/v1/tokens/" + token + "/balances?limit=3&order=asc&account.id=gt:"
                        + up.get(2).get("account").getAsString());
    }

    @Test
    void theLimitIs25AndNeverMoreThan100() throws Exception {
        Holders holders = scene.ledger.createTokenWithHolders(
                scene.treasury, options -> options, 300, scene.key.getPublicKey(), i -> i);
        String path = "/tokens/" + holders.token() + "/balances";
        assertThat(MirrorReader.rows(scene.mirror.get(path), "balances")).hasSize(25);
        assertThat(MirrorReader.rows(scene.mirror.get(path + "?limit=1000"), "balances"))
                .hasSize(100);
        assertThat(scene.mirror.error(path + "?limit=0", 400)).isEqualTo("Invalid parameter: limit");
        assertThat(scene.mirror.error(path + "?order=up", 400)).isEqualTo("Invalid parameter: order");
        assertThat(scene.mirror.error(path + "?account.id=gt:0.0", 400)).isEqualTo("Invalid parameter: account.id");
        assertThat(scene.mirror.error(path + "?account.id=above:0.0.1", 400))
                .isEqualTo("Invalid parameter: account.id");
        assertThat(scene.mirror.all(path + "?limit=100", "balances")).hasSize(301);
    }

    @Test
    void thePastIsThatOfTheNewestSnapshotBeforeIt() throws Exception {
        String holder = holderWith(10);
        Instant start = Instant.parse("2026-11-22T12:00:00Z");
        scene.pass(QUARTER.plusSeconds(1));
        scene.ledger.setBalance(holder, token, 20);
        scene.pass(QUARTER.minusSeconds(2));
        scene.ledger.setBalance(holder, token, 30);
        scene.pass(QUARTER);
        assertThat(at(holder, start.plus(QUARTER))).isEqualTo("10 at " + text(start.plus(QUARTER)));
        assertThat(at(holder, start.plus(QUARTER.multipliedBy(2)).minusNanos(1)))
                .isEqualTo("10 at " + text(start.plus(QUARTER)));
        assertThat(at(holder, start.plus(QUARTER.multipliedBy(2))))
                .isEqualTo("30 at " + text(start.plus(QUARTER.multipliedBy(2))));
        assertThat(at(holder, start.plus(Duration.ofDays(1))))
                .isEqualTo("30 at " + text(start.plus(QUARTER.multipliedBy(2))));
        scene.pass(Duration.ofDays(400));
        Instant late = start.plus(Duration.ofDays(300)).plusSeconds(5);
        assertThat(at(holder, late)).isEqualTo("30 at " + text(start.plus(Duration.ofDays(300))));
    }

    private String at(String holder, Instant time) throws Exception {
        JsonObject page =
                scene.mirror.get("/tokens/" + token + "/balances?account.id=" + holder + "&timestamp=" + text(time));
        return MirrorReader.rows(page, "balances").get(0).get("balance").getAsLong() + " at "
                + page.get("timestamp").getAsString();
    }

    @Test
    void aPastWithoutSnapshotIsEmpty() throws Exception {
        scene.pass(QUARTER.minusSeconds(1));
        JsonObject page = scene.mirror.get("/tokens/" + token + "/balances?timestamp=" + text(scene.ledger.now()));
        assertThat(page.get("timestamp").isJsonNull()).isTrue();
        assertThat(MirrorReader.rows(page, "balances")).isEmpty();
    }

    @Test
    void aSnapshotShowsTheDissociatedToo() throws Exception {
        String gone = scene.holderOf(token);
        scene.ledger.dissociate(gone, token);
        Instant taken = scene.ledger.snapshotNow();
        scene.ledger.setBalance(scene.holderOf(token), token, 5);
        List<JsonObject> rows = balances("?timestamp=" + text(taken) + "&order=asc");
        assertThat(MirrorReader.column(rows, "account")).containsExactly(scene.treasury, gone);
        assertThat(MirrorReader.column(rows, "balance")).containsExactly("1000000", "0");
        assertThat(balances("?timestamp=" + text(taken) + "&account.balance=gt:0"))
                .hasSize(1);
    }

    @Test
    void onAQuietNetworkASnapshotNeedsATransaction() throws Exception {
        try (Scene quiet = new Scene(LocalNetwork.Builder::quiet)) {
            String asset = quiet.token(options -> options);
            quiet.pass(Duration.ofHours(5));
            String path = "/tokens/" + asset + "/balances?timestamp=" + text(quiet.clock.instant());
            assertThat(quiet.mirror.get(path).get("timestamp").isJsonNull()).isTrue();
            quiet.ledger.mint(asset, 1);
            assertThat(quiet.mirror.get(path).get("timestamp").getAsString()).isEqualTo(text(quiet.clock.instant()));
        }
    }

    @Test
    void anUnknownTokenHasNoBalances() throws Exception {
        assertThat(scene.mirror.all("/tokens/0.0.99999/balances", "balances")).isEmpty();
        assertThat(scene.mirror.error("/tokens/nonsense/balances", 400)).isEqualTo("Invalid parameter: tokenId");
        String evm = String.format(java.util.Locale.ROOT, "0x%040x", Long.parseLong(token.substring(4)));
        assertThat(scene.mirror.get("/tokens/" + evm).get("token_id").getAsString())
                .isEqualTo(token);
    }
}
