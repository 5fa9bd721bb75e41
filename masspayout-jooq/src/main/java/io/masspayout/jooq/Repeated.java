package io.masspayout.jooq;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A column in which one value stands in many rows, one below the other: it is made of its text once. Not thread-safe. */
final class Repeated<T> {

    private final Function<String, T> of;
    private byte[] bytes = {};
    private @Nullable T value;

    Repeated(Function<String, T> of) {
        this.of = of;
    }

    @Nullable
    T in(CopyRow field) {
        return field.isNull() ? null : required(field);
    }

    T required(CopyRow field) {
        T last = value;
        if (last != null && field.is(bytes)) {
            return last;
        }
        T made = of.apply(field.text());
        bytes = field.bytes();
        value = made;
        return made;
    }
}
