package io.masspayout.model;

import org.jspecify.annotations.Nullable;

/**
 * The root of everything this library throws on purpose: misuse, conflict, or infrastructure that cannot answer. Business
 * outcomes (a holder who cannot be paid, a treasury without money) are values, never exceptions. The message says what to do next.
 */
public class MassPayoutException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MassPayoutException(String message) {
        super(message);
    }

    public MassPayoutException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
