package io.masspayout.storable;

import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Text that a caller gives a meaning to: a key, a name, a reason. It is kept exactly or refused, as two keys that differ must not become
 * one, and a person who wrote a reason must find it again.
 */
public final class CallerText {

    /** A contract, an action, a reference: a name that fits an index. */
    public static final int MAX_NAME_LENGTH = 500;

    private CallerText() {}

    /** What is wrong with a text that any database in UTF-8 would have to keep, and what to do; empty when nothing is. */
    public static Optional<String> problem(String text, int maxLength) {
        return text.length() > maxLength
                ? Optional.of("must have at most " + maxLength + " characters but has " + text.length())
                : problem(text, codePoint -> true);
    }

    /**
     * What a certain database cannot keep of a text.
     *
     * @param keeps whether the database has a character; never asked about NUL and lone surrogates, which none has
     */
    public static Optional<String> problem(String text, IntPredicate keeps) {
        int at = firstUnstorable(text, keeps);
        if (at < 0) {
            return Optional.empty();
        }
        char unit = text.charAt(at);
        String why;
        if (unit == 0) {
            why = "which no database can store";
        } else if (Character.isSurrogate(unit) && !Character.isSupplementaryCodePoint(text.codePointAt(at))) {
            why = "which is half a character";
        } else {
            why = "which the encoding of the database lacks";
        }
        return Optional.of(
                "has " + OutsideText.escaped(unit) + " at position " + (at + 1) + ", " + why + "; leave it out");
    }

    /** Where the first character is that cannot be kept; -1 when there is none. */
    static int firstUnstorable(String text, IntPredicate keeps) {
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            if (!isStorable(codePoint, keeps)) {
                return i;
            }
            i += Character.charCount(codePoint);
        }
        return -1;
    }

    static boolean isStorable(int codePoint, IntPredicate keeps) {
        boolean loneSurrogate = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
        return codePoint != 0 && !loneSurrogate && keeps.test(codePoint);
    }
}
