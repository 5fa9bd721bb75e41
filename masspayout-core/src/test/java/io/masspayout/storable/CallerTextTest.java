package io.masspayout.storable;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerTextTest {

    @ParameterizedTest
    @CsvSource({
        "a\u0000b, 'has \\u0000 at position 2, which no database can store'",
        "k\uD83E, 'has \\uD83E at position 2, which is half a character'",
        "k\uD83D, 'has \\uD83D at position 2, which is half a character'",
        "\uDD16, 'has \\uDD16 at position 1, which is half a character'"
    })
    void whatCannotBeKeptExactlyIsNamed(String text, String problem) {
        assertThat(CallerText.problem(text, 100))
                .hasValueSatisfying(said -> assertThat(said).startsWith(problem));
    }

    @Test
    void whatADatabaseLacksIsNamed() {
        assertThat(CallerText.problem("caf\u00E9 \u2603", codePoint -> codePoint < 0x100))
                .hasValueSatisfying(said -> assertThat(said)
                        .startsWith("has \\u2603 at position 6, which the encoding of the database lacks"));
        assertThat(CallerText.problem("caf\u00E9", codePoint -> codePoint < 0x100))
                .isEmpty();
    }

    @Test
    void whatIsTooLongIsNamed() {
        assertThat(CallerText.problem("x".repeat(3_000_000), 500))
                .contains("must have at most 500 characters but has 3000000");
        assertThat(CallerText.problem("x".repeat(500), 500)).isEmpty();
    }

    @Test
    void timesBeyondADatabasesAreNamedOrMovedToTheNearest() {
        assertThat(StorableInstant.problem(Instant.MAX)).isPresent();
        assertThat(StorableInstant.problem(Instant.MIN)).isPresent();
        assertThat(StorableInstant.problem(Instant.EPOCH)).isEmpty();
        assertThat(StorableInstant.nearest(Instant.MAX)).isEqualTo(StorableInstant.LATEST);
        assertThat(StorableInstant.nearest(Instant.MIN)).isEqualTo(StorableInstant.EARLIEST);
        assertThat(StorableInstant.nearest(Instant.EPOCH)).isEqualTo(Instant.EPOCH);
    }
}
