package io.masspayout.store;

import io.masspayout.model.MassPayoutException;

/**
 * A row of the database says something that this process cannot read: a zone that its JVM does not know, or a word of a newer version of the
 * library. Nothing was changed; the row waits for a process that can read it.
 */
public final class UnreadableRowException extends MassPayoutException {

    private static final long serialVersionUID = 1L;

    /**
     * Names the row.
     *
     * @param what its table, in words
     * @param reason what cannot be read
     */
    public UnreadableRowException(String what, Object id, String reason, Throwable cause) {
        super(
                what + " " + id + " cannot be read by this process: " + reason
                        + "; update the JVM's time zone data and the library to those of the process that wrote it",
                cause);
    }
}
