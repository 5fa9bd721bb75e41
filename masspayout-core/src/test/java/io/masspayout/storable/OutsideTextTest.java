package io.masspayout.storable;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutsideTextTest {

    private static final int LENGTH = 40;

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "Zürich, \u2603, \uD83E\uDD16", "back\\slash", "line\nend"})
    void whatCanBeKeptIsKept(String text) {
        assertThat(OutsideText.storable(text, LENGTH)).isSameAs(text);
    }

    @ParameterizedTest
    @CsvSource({"a\u0000b, a\\u0000b", "k\uD83E, k\\uD83E", "\uDD16x, \\uDD16x"})
    void whatNoDatabaseKeepsIsWrittenOut(String text, String kept) {
        assertThat(OutsideText.storable(text, LENGTH)).isEqualTo(kept);
    }

    @Test
    void whatADatabaseLacksIsWrittenOut() {
        assertThat(OutsideText.storable("é\u2603\uD83E\uDD16", LENGTH, codePoint -> codePoint < 0x100))
                .isEqualTo("é\\u2603\\uD83E\\uDD16");
    }

    @ParameterizedTest
    @ValueSource(ints = {41, 1_700_000})
    void whatIsTooLongIsCutWithAMark(int length) {
        assertThat(OutsideText.storable("x".repeat(length), LENGTH))
                .hasSize(LENGTH)
                .endsWith(OutsideText.CUT_MARK);
    }

    /** A cut goes neither through a character nor through one that was written out. */
    @ParameterizedTest
    @ValueSource(strings = {"\uD83E\uDD16", "\u0000", "\uD83E"})
    void aCutLeavesWholeCharacters(String character) {
        for (int before = 0; before < 8; before++) {
            String cut = OutsideText.storable("x".repeat(before) + character.repeat(LENGTH), LENGTH);
            assertThat(cut).hasSizeLessThanOrEqualTo(LENGTH).endsWith(OutsideText.CUT_MARK);
            assertThat(OutsideText.storable(cut, LENGTH)).isEqualTo(cut);
            assertThat(cut.substring(before, cut.length() - OutsideText.CUT_MARK.length()))
                    .matches("(\uD83E\uDD16|\\\\u0000|\\\\uD83E)*");
        }
    }
}
