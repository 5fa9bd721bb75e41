package io.masspayout.jooq;

import io.masspayout.jooq.internal.StoredText;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Ids of rows that are written together: one base from the id source, its last 32 bits replaced by the row's number. So a statement
 * can make a million ids without asking for them one by one, and they lie together in the index. What is left of the base has to
 * be unlike every other base: with a time-ordered source that is a millisecond and 42 random bits.
 */
record DerivedIds(UUID base) {

    private static final long NUMBER_MASK = 0xFFFF_FFFFL;
    private static final int KEPT_CHARACTERS = 28; // of the 36 of the text form; the last 8 are 32 bits

    UUID at(long number) {
        if ((number & ~NUMBER_MASK) != 0) {
            throw new IllegalArgumentException("no more than 2^32 rows are written together, but here is " + number);
        }
        return new UUID(base.getMostSignificantBits(), (base.getLeastSignificantBits() & ~NUMBER_MASK) | number);
    }

    /** {@link #at} in SQL; jOOQ has no word for {@code to_hex} of a padded number. */
    Field<UUID> at(Field<? extends Number> number) {
        return DSL.field(
                "cast({0} || lpad(to_hex({1}), 8, '0') as uuid)",
                SQLDataType.UUID, StoredText.value(base.toString().substring(0, KEPT_CHARACTERS)), number);
    }
}
