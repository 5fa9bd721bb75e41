package io.masspayout.hedera.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.masspayout.ledger.LedgerUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The oldest block of a real mirror node, and the choice of a heartbeat. */
class BlocksTest {

    private static final String OLDEST = "/api/v1/blocks?limit=1&order=asc";
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    private static ScriptedMirror.Reply reply(String body) {
        return new ScriptedMirror.Reply(200, Map.of(), body);
    }

    private static String recorded() throws IOException {
        try (InputStream in = BlocksTest.class.getResourceAsStream("/mirror-recordings-hbar/135-blocks-first.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void theFirstBlockOfARealMirrorNodeIsRead() throws IOException {
        try (ScriptedMirror server = new ScriptedMirror();
                MirrorClient mirror = server.builder().build()) {
            server.on(OLDEST, reply(recorded()));
            MirrorBlock first = mirror.oldestBlock();
            assertThat(first.isFirst()).isTrue();
            assertThat(first.hash()).startsWith("0xfa22b23275ac5263").hasSize(98);
            assertThat(first.from()).isEqualTo(Instant.ofEpochSecond(1_796_079_914L, 281_143_071));
        }
    }

    @Test
    void aMirrorWithoutBlocksHasNotBegun() {
        try (ScriptedMirror server = new ScriptedMirror();
                MirrorClient mirror = server.builder().build()) {
            server.on(OLDEST, reply("{\"blocks\":[],\"links\":{\"next\":null}}"));
            assertThatExceptionOfType(LedgerUnavailableException.class)
                    .isThrownBy(mirror::oldestBlock)
                    .withMessageContaining("no blocks yet");
        }
    }

    @Test
    void aHeartbeatIsOfAPayerWhoIssuesFew() {
        assertThat(Heartbeat.among(List.of(
                        new Heartbeat(NOW, "0.0.1"),
                        new Heartbeat(NOW.minusMillis(1), "0.0.1"),
                        new Heartbeat(NOW.minusMillis(2), "0.0.2"),
                        new Heartbeat(NOW.minusMillis(3), "0.0.3"))))
                .contains(new Heartbeat(NOW.minusMillis(2), "0.0.2"));
    }

    @Test
    void aHeartbeatIsOfTheLastSecond() {
        assertThat(Heartbeat.among(List.of(
                        new Heartbeat(NOW, "0.0.1"),
                        new Heartbeat(NOW.minusMillis(1), "0.0.1"),
                        new Heartbeat(NOW.minusSeconds(2), "0.0.2"))))
                .contains(new Heartbeat(NOW, "0.0.1"));
        assertThat(Heartbeat.among(List.of())).isEmpty();
    }
}
