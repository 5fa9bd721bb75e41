package io.masspayout.register;

import io.masspayout.model.MassPayoutException;

/** A line of a register cannot be used. The import stopped there and changed nothing. */
public final class InvalidRegisterException extends MassPayoutException {

    private static final long serialVersionUID = 1L;

    private final long line;

    public InvalidRegisterException(long line, String problem, Throwable cause) {
        super(
                "line " + line + " of the register: " + problem
                        + "; mend the line and import again, nothing was changed",
                cause);
        this.line = line;
    }

    public InvalidRegisterException(long line, String problem) {
        super("line " + line + " of the register: " + problem
                + "; mend the line and import again, nothing was changed");
        this.line = line;
    }

    /** The line's number, from 1, header included. */
    public long line() {
        return line;
    }
}
