package io.masspayout.hedera.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.masspayout.testing.ManualClock;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The local mirror node's list of blocks. */
class MirrorBlocksTest {

    private static final String OLDEST = "/blocks?limit=1&order=asc";

    private final ManualClock clock = ManualClock.at("2026-11-30T12:00:00Z");
    private final LocalNetwork network = LocalNetwork.builder(clock).start();
    private final MirrorReader mirror = new MirrorReader(network);

    @AfterEach
    void close() {
        network.close();
    }

    @Test
    void aBlockHasTheFieldsOfARealOne() throws Exception {
        JsonObject recorded;
        try (InputStream in =
                MirrorBlocksTest.class.getResourceAsStream("/mirror-recordings-hbar/135-blocks-first.json")) {
            recorded = JsonParser.parseString(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .getAsJsonObject();
        }
        MirrorShape real = MirrorShape.of(recorded);
        MirrorShape local = MirrorShape.of(mirror.get(OLDEST));
        assertThat(local.fields()).isEqualTo(real.fields());
        assertThat(real.fields())
                .allSatisfy(field -> assertThat(local.typesOf(field)).isEqualTo(real.typesOf(field)));
    }

    @Test
    void blocksAreAChainFromTheFirstOne() throws Exception {
        clock.advance(Duration.ofSeconds(9));
        List<JsonObject> blocks = mirror.all("/blocks?limit=2&order=asc", "blocks");
        assertThat(MirrorReader.column(blocks, "number")).containsExactly("0", "1", "2", "3", "4");
        List<String> hashes = MirrorReader.column(blocks, "hash");
        assertThat(MirrorReader.column(blocks, "previous_hash").subList(1, 5)).isEqualTo(hashes.subList(0, 4));
        assertThat(MirrorReader.column(mirror.all("/blocks?limit=2&order=desc", "blocks"), "number"))
                .containsExactly("4", "3", "2", "1", "0");
    }
}
