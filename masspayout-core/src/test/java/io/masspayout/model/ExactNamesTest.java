package io.masspayout.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masspayout.engine.EngineSettings;
import io.masspayout.store.Act;
import io.masspayout.store.Lease;
import io.masspayout.validation.InvalidRequestException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** By these names rows are found again: what a database would keep as something else is refused, so names that differ stay different. */
class ExactNamesTest {

    @ParameterizedTest
    @ValueSource(strings = {"k\u0000", "k\uD83E", "k\uD83D", "\uDD16k"})
    void whatNoDatabaseKeepsExactlyIsRefused(String name) {
        assertThatThrownBy(() -> AccountId.of(name))
                .hasMessageContaining("account id")
                .hasMessageContaining("position");
        assertThatThrownBy(() -> TokenId.of(name))
                .hasMessageContaining("token id")
                .hasMessageContaining("position");
        assertThatThrownBy(() -> LedgerTransactionId.of(name))
                .hasMessageContaining("ledger transaction id")
                .hasMessageContaining("position");
        assertThatThrownBy(() -> new Lease(UUID.randomUUID(), name, Duration.ZERO))
                .hasMessageContaining("owner");
        assertThatThrownBy(() -> EngineSettings.defaults().withWorker(name))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("worker");
        assertThatThrownBy(() -> new Act(name, "why", Instant.EPOCH))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("who")
                .hasMessageNotContaining("\u0000");
        assertThatThrownBy(() -> new Act("who", name, Instant.EPOCH))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("why");
    }

    @ParameterizedTest
    @ValueSource(strings = {"k\u0000", "k\uD83E"})
    void whatIsQuotedIsKeptAsFarAsADatabaseCan(String quoted) {
        assertThat(Act.quoting("who", quoted, Instant.EPOCH).why()).startsWith("k\\u");
        assertThat(Act.quoting("who", quoted.repeat(1_000_000), Instant.EPOCH).why())
                .hasSizeLessThanOrEqualTo(Act.MAX_LENGTH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"k\uD83E\uDD16", "caf\u00E9", "0.0.1001"})
    void whatADatabaseKeepsIsAName(String name) {
        assertThat(AccountId.of(name).value()).isEqualTo(name);
        assertThat(new Act(name, name, Instant.EPOCH).who()).isEqualTo(name);
    }
}
