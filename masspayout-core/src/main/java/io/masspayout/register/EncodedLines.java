package io.masspayout.register;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Lines of a stream of bytes in UTF-8, decoded one by one: so a wrong byte is reported at its own line. Bytes of a line break are
 * never part of another character in UTF-8.
 */
final class EncodedLines implements RegisterText {

    /** A character of a Java string takes at most three bytes in UTF-8; a longer line has too many characters, whatever they are. */
    private static final int MAX_LINE_BYTES = 3 * MAX_LINE_LENGTH;

    private final InputStream stream;
    private final byte[] line = new byte[MAX_LINE_BYTES];
    private final CharBuffer text = CharBuffer.allocate(MAX_LINE_BYTES);
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private boolean skipLineFeed;
    private boolean endedWithBreak;

    EncodedLines(InputStream stream) {
        this.stream = new BufferedInputStream(stream);
    }

    @Override
    public @Nullable String next(long number) throws IOException {
        int length = 0;
        for (int next = stream.read(); next >= 0; next = stream.read()) {
            if (next == '\n' && skipLineFeed) {
                skipLineFeed = false;
                continue;
            }
            skipLineFeed = next == '\r';
            if (next == '\n' || next == '\r') {
                endedWithBreak = true;
                return decoded(number, length);
            }
            if (length == MAX_LINE_BYTES) {
                throw RegisterText.tooLong(number);
            }
            line[length++] = (byte) next;
        }
        endedWithBreak = false;
        return length == 0 ? null : decoded(number, length);
    }

    private String decoded(long number, int length) {
        ByteBuffer bytes = ByteBuffer.wrap(line, 0, length);
        text.clear();
        CoderResult result = decoder.reset().decode(bytes, text, true);
        if (result.isError()) {
            throw new InvalidRegisterException(
                    number,
                    String.format(
                            Locale.ROOT,
                            "byte 0x%02X, number %d of the line, is not UTF-8, which a register is expected in; save the file"
                                    + " as UTF-8",
                            line[bytes.position()] & 0xFF,
                            bytes.position() + 1));
        }
        text.flip();
        if (text.length() > MAX_LINE_LENGTH) {
            throw RegisterText.tooLong(number);
        }
        return text.toString();
    }

    @Override
    public boolean endedWithBreak() {
        return endedWithBreak;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
