package io.masspayout.hedera.local;

import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.masspayout.hedera.local.world.Entity;
import io.masspayout.hedera.local.world.Nanos;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Transfer events of a token: replayed from the first they give the balances. */
class MirrorLogsTest {

    private static final String TRANSFER = "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef";

    private Scene scene;
    private String token;
    private final List<String> holders = new ArrayList<>();

    @BeforeEach
    void start() {
        scene = new Scene();
        token = scene.token(options -> options);
        TransferBody body = scene.body().units(token, scene.treasury, -90);
        for (int i = 0; i < 9; i++) {
            holders.add(scene.holderOf(token));
            body.units(token, holders.get(i), 10);
        }
        assertThat(scene.outcome(body)).isEqualTo(SUCCESS);
        scene.ledger.transfer(token, holders.get(0), holders.get(1), 4);
        scene.pass(Duration.ofSeconds(3));
        scene.ledger.mint(token, 1000);
        scene.ledger.burn(token, 500);
        scene.ledger.wipe(token, holders.get(2), 3);
    }

    @AfterEach
    void stop() {
        scene.close();
    }

    private String path() {
        return "/contracts/" + token + "/results/logs";
    }

    private String range() {
        return "&timestamp=gte:" + (scene.clock.instant().getEpochSecond() - 100) + "&timestamp=lt:"
                + (scene.clock.instant().getEpochSecond() + 100);
    }

    @Test
    void replayedFromTheFirstTheyGiveTheBalances() throws Exception {
        Map<Long, Long> balances = new HashMap<>();
        for (JsonObject log : scene.mirror.all(path() + "?order=asc&limit=4", "logs")) {
            JsonArray topics = log.getAsJsonArray("topics");
            assertThat(topics.get(0).getAsString()).isEqualTo(TRANSFER);
            long units = number(log.get("data").getAsString());
            balances.merge(number(topics.get(1).getAsString()), -units, Long::sum);
            balances.merge(number(topics.get(2).getAsString()), units, Long::sum);
        }
        for (String account : List.of(scene.treasury, holders.get(0), holders.get(1), holders.get(2), holders.get(8))) {
            assertThat(balances.get(Entity.number(account))).isEqualTo(scene.ledger.balance(account, token));
        }
        assertThat(balances.get(0L)).isEqualTo(-(1_000_000 + 1000 - 500 - 3));
    }

    private static long number(String word) {
        return new BigInteger(word.substring(2), 16).longValueExact();
    }

    @Test
    void pagesMayEndInTheMiddleOfATransaction() throws Exception {
        List<JsonObject> up = scene.mirror.all(path() + "?order=asc&limit=4", "logs");
        List<JsonObject> down = scene.mirror.all(path() + "?limit=4", "logs");
        assertThat(up).hasSize(1 + 9 + 1 + 3);
        List<JsonObject> turned = new ArrayList<>(down);
        java.util.Collections.reverse(turned);
        assertThat(turned).isEqualTo(up);
        assertThat(scene.mirror.all(path() + "?order=asc&limit=4&topic0=" + TRANSFER + range(), "logs"))
                .isEqualTo(up);
    }

    @Test
    void aReaderResumesByTimeAndIndex() throws Exception {
        List<JsonObject> all = scene.mirror.all(path() + "?order=asc&limit=100", "logs");
        for (int i = 0; i < all.size(); i++) {
            JsonObject last = all.get(i);
            String query =
                    "?order=asc&limit=3&timestamp=gte:" + last.get("timestamp").getAsString() + "&index=gt:"
                            + last.get("index").getAsString();
            assertThat(scene.mirror.all(path() + query, "logs")).isEqualTo(all.subList(i + 1, all.size()));
        }
    }

    @Test
    void topicsSelect() throws Exception {
        String to = "&topic2=" + Entity.longZero(Entity.number(holders.get(1)));
        assertThat(scene.mirror.all(path() + "?order=asc&topic0=" + TRANSFER + to + range(), "logs"))
                .hasSize(2);
        assertThat(scene.mirror.all(path() + "?topic0=0x01" + range(), "logs")).isEmpty();
    }

    @Test
    void topicsNeedARangeOfAtMostAWeek() throws Exception {
        String topic = path() + "?topic0=" + TRANSFER;
        long now = scene.clock.instant().getEpochSecond();
        long week = Duration.ofDays(7).toSeconds();
        assertThat(scene.mirror.error(topic, 400)).startsWith("Cannot search topics without a valid timestamp range");
        assertThat(scene.mirror.error(topic + "&timestamp=gte:" + now, 400)).startsWith("Cannot search topics");
        assertThat(scene.mirror.get(topic + "&timestamp=gte:" + now + "&timestamp=lt:" + (now + week)))
                .isNotNull();
        assertThat(scene.mirror.error(topic + "&timestamp=gte:" + now + "&timestamp=lte:" + (now + week), 400))
                .contains("7d");
        assertThat(scene.mirror.get(topic + "&timestamp=" + now)).isNotNull();
    }

    @Test
    void anIndexNeedsATimeInItsDirection() throws Exception {
        assertThat(scene.mirror.error(path() + "?index=gt:1", 400)).contains("timestamp");
        String time = Nanos.text(Nanos.of(scene.clock.instant()));
        assertThat(scene.mirror.error(path() + "?index=gt:1&timestamp=lte:" + time, 400))
                .contains("same direction");
        assertThat(scene.mirror.error(path() + "?index=gt:1&timestamp=gt:" + time, 400))
                .contains("same direction");
        assertThat(scene.mirror.get(path() + "?index=gt:1&timestamp=gte:" + time))
                .isNotNull();
    }

    @Test
    void aFailedTransferHasNoEvents() throws Exception {
        int before = scene.mirror.all(path(), "logs").size();
        scene.outcome(scene.payment(token, scene.holder(), 1));
        assertThat(scene.mirror.all(path(), "logs")).hasSize(before);
        assertThat(scene.mirror.all("/contracts/0.0.99999/results/logs", "logs"))
                .isEmpty();
    }
}
