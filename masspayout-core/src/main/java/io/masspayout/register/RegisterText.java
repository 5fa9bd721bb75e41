package io.masspayout.register;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A register's lines as text. A line ends with LF, CR or both, and is bounded: what is longer is never held in memory. */
interface RegisterText extends AutoCloseable {

    /** No account id and balance need more; a longer line is not a register. */
    int MAX_LINE_LENGTH = 512;

    /**
     * The next line without its line break; {@code null} at the end.
     *
     * @param number the line's number, for what is wrong with it
     * @throws InvalidRegisterException when the line is too long, or cannot be decoded
     */
    @Nullable
    String next(long number) throws IOException;

    /** Whether the line that was read last ended with a line break, and not with the end of the file. */
    boolean endedWithBreak();

    @Override
    void close() throws IOException;

    static InvalidRegisterException tooLong(long number) {
        return new InvalidRegisterException(number, "longer than " + MAX_LINE_LENGTH + " characters");
    }
}
