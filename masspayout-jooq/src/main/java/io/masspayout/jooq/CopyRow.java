package io.masspayout.jooq;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The fields of one row in the text form of COPY (PostgreSQL, "COPY", section "Text Format"), one after the other: {@link #next} moves on, and the
 * other methods speak of the field that it has moved to. Not thread-safe.
 */
final class CopyRow {

    private static final byte SEPARATOR = '\t';
    private static final byte ESCAPE = '\\';

    private final byte[] row;
    private int start;
    private int end = -1;
    private boolean escaped;

    /** A row with the line end that COPY puts behind each. */
    CopyRow(byte[] row) {
        this.row = row;
    }

    CopyRow next() {
        start = end + 1;
        end = start;
        escaped = false;
        // Neither byte occurs inside a character of several bytes in UTF-8.
        while (row[end] != SEPARATOR && row[end] != '\n') {
            escaped |= row[end] == ESCAPE;
            end++;
        }
        return this;
    }

    boolean isNull() {
        return end - start == 2 && row[start] == ESCAPE && row[start + 1] == 'N';
    }

    boolean is(byte[] bytes) {
        return Arrays.equals(row, start, end, bytes, 0, bytes.length);
    }

    byte[] bytes() {
        return Arrays.copyOfRange(row, start, end);
    }

    String text() {
        return escaped ? unescaped() : new String(row, start, end - start, StandardCharsets.UTF_8);
    }

    /** The text, by a string that is there already when it says the same. */
    String textOr(String usual) {
        String text = text();
        return text.equals(usual) ? usual : text;
    }

    long number() {
        return Long.parseLong(text());
    }

    private String unescaped() {
        byte[] plain = new byte[end - start];
        int length = 0;
        for (int i = start; i < end; i++) {
            byte b = row[i];
            if (b == ESCAPE) {
                i++;
                b = meant(row[i]);
            }
            plain[length++] = b;
        }
        return new String(plain, 0, length, StandardCharsets.UTF_8);
    }

    private static byte meant(byte letter) {
        return switch (letter) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 0x0B;
            default -> letter;
        };
    }
}
