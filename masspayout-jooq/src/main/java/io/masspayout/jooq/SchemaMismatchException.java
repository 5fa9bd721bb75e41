package io.masspayout.jooq;

import io.masspayout.model.MassPayoutException;
import org.jspecify.annotations.Nullable;

/**
 * The database's schema is not the one this library works on, or could not be made so. Nothing was changed; the message says
 * which schema, what is wrong and what to do.
 */
public final class SchemaMismatchException extends MassPayoutException {

    private static final long serialVersionUID = 1L;

    SchemaMismatchException(String message) {
        super(message);
    }

    SchemaMismatchException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
