package io.masspayout.register;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;

/** Lines of a reader that the host has opened: the reader has decoded them, in blocks, so a wrong byte has no line here. */
final class CharacterLines implements RegisterText {

    private final BufferedReader reader;
    private final StringBuilder line = new StringBuilder(MAX_LINE_LENGTH);
    private boolean skipLineFeed;
    private boolean endedWithBreak;

    CharacterLines(Reader reader) {
        this.reader = new BufferedReader(reader);
    }

    @Override
    public @Nullable String next(long number) throws IOException {
        line.setLength(0);
        for (int next = read(number); next >= 0; next = read(number)) {
            if (next == '\n' && skipLineFeed) {
                skipLineFeed = false;
                continue;
            }
            skipLineFeed = next == '\r';
            if (next == '\n' || next == '\r') {
                endedWithBreak = true;
                return line.toString();
            }
            if (line.length() == MAX_LINE_LENGTH) {
                throw RegisterText.tooLong(number);
            }
            line.append((char) next);
        }
        endedWithBreak = false;
        return line.length() == 0 ? null : line.toString();
    }

    private int read(long number) throws IOException {
        try {
            return reader.read();
        } catch (CharacterCodingException e) {
            throw new InvalidRegisterException(
                    number,
                    "this line or one of the following cannot be decoded by the reader; import the file itself, or its"
                            + " stream, and the error names the line and the byte",
                    e);
        }
    }

    @Override
    public boolean endedWithBreak() {
        return endedWithBreak;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
