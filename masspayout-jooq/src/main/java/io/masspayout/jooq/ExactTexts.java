package io.masspayout.jooq;

import io.masspayout.jooq.internal.ServerEncoding;
import io.masspayout.jooq.internal.StoredText;
import io.masspayout.storable.CallerText;
import io.masspayout.validation.Faults;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Texts that this database has to keep exactly or not at all: what a caller says, and ids, by which rows are found again. The gate of
 * {@link StoredText} would write a character that the encoding lacks in another way, and then two keys could become one.
 */
final class ExactTexts {

    private final ServerEncoding encoding;
    private final Faults faults;

    private ExactTexts(ServerEncoding encoding, Faults faults) {
        this.encoding = encoding;
        this.faults = faults;
    }

    /** Begins to look at what one call says, named as in "invalid act: …". */
    static ExactTexts of(DSLContext db, String subject) {
        return new ExactTexts(StoredText.encoding(db.configuration()), Faults.of(subject));
    }

    /** Notes a text that cannot be kept as it is. */
    ExactTexts text(String field, @Nullable String text) {
        if (text != null) {
            CallerText.problem(text, encoding).ifPresent(problem -> faults.add(field, text, problem));
        }
        return this;
    }

    /**
     * Ends the look.
     *
     * @throws io.masspayout.validation.InvalidRequestException with every text that cannot be kept
     */
    void throwIfAny() {
        faults.throwIfAny();
    }
}
