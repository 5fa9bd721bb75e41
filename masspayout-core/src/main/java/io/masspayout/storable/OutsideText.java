package io.masspayout.storable;

import java.util.function.IntPredicate;

/**
 * Text that a ledger, a gateway, a signer, a token, an event or an exception says. A store never refuses it, as the outcome that comes
 * with it would be lost: a character that cannot be stored is written as {@code \}{@code uXXXX}, and a text that is too long is cut.
 */
public final class OutsideText {

    /** Stands at the end of a text that was cut, so that the reader knows. */
    public static final String CUT_MARK = "… (cut)";

    /** The most of a text that no column bounds more closely: enough to see what happened, and not a document in a row. */
    public static final int MAX_LENGTH = 4_000;

    private OutsideText() {}

    /**
     * The text as any database in UTF-8 can keep it.
     *
     * @param maxLength in characters, longer than {@link #CUT_MARK}
     */
    public static String storable(String text, int maxLength) {
        return storable(text, maxLength, codePoint -> true);
    }

    /**
     * The text as a certain database can keep it.
     *
     * @param maxLength in characters, longer than {@link #CUT_MARK}
     * @param keeps whether the database has a character; never asked about NUL and lone surrogates, which none has
     */
    public static String storable(String text, int maxLength, IntPredicate keeps) {
        if (text.length() <= maxLength && CallerText.firstUnstorable(text, keeps) < 0) {
            return text;
        }
        String mark = CUT_MARK.codePoints().allMatch(keeps) ? CUT_MARK : "... (cut)";
        StringBuilder kept = new StringBuilder();
        int end = 0;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            if (CallerText.isStorable(codePoint, keeps)) {
                kept.appendCodePoint(codePoint);
            } else {
                for (char unit : Character.toChars(codePoint)) {
                    kept.append(escaped(unit));
                }
            }
            if (kept.length() > maxLength) {
                return kept.substring(0, end) + mark;
            }
            if (kept.length() <= maxLength - mark.length()) {
                end = kept.length();
            }
            i += Character.charCount(codePoint);
        }
        return kept.toString();
    }

    /** A character as Java's sources write one that they cannot show. */
    public static String escaped(char unit) {
        return String.format("\\u%04X", (int) unit);
    }
}
