package io.masspayout.jooq;

import io.masspayout.jooq.internal.StoredText;
import io.masspayout.storable.OutsideText;

/** Texts that come from elsewhere, as PostgreSQL can keep them. */
final class Texts {

    /** Enough to see what went wrong; a whole document in a row helps nobody. */
    private static final int MAX_LENGTH = 2_000;

    private Texts() {}

    /** The text as a row keeps it; characters that this database lacks are for the gate of {@link StoredText}. */
    static String storable(String text) {
        return OutsideText.storable(text, MAX_LENGTH);
    }
}
