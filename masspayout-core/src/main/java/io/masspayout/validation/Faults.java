package io.masspayout.validation;

import io.masspayout.storable.CallerText;
import io.masspayout.storable.StorableInstant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the faults of one request, so that the caller hears of all of them at once. Not thread-safe. */
public final class Faults {

    private final String subject;
    private final List<Fault> found = new ArrayList<>();

    private Faults(String subject) {
        this.subject = subject;
    }

    /** Starts collecting for a request, named as in "invalid distribution request: …". */
    public static Faults of(String subject) {
        return new Faults(subject);
    }

    /** Notes a fault and goes on. */
    public Faults add(String field, @Nullable Object value, String problem) {
        found.add(new Fault(field, String.valueOf(value), problem));
        return this;
    }

    /** Notes a fault unless the condition holds, and returns the condition. */
    public boolean check(boolean condition, String field, @Nullable Object value, String problem) {
        if (!condition) {
            add(field, value, problem);
        }
        return condition;
    }

    /** Notes what stands against keeping a caller's text, if anything does: it is kept exactly or refused. */
    public Faults text(String field, @Nullable String text, int maxLength) {
        if (text != null) {
            CallerText.problem(text, maxLength).ifPresent(problem -> add(field, text, problem));
        }
        return this;
    }

    /** Notes what stands against keeping a caller's time, if anything does. */
    public Faults time(String field, @Nullable Instant time) {
        if (time != null) {
            StorableInstant.problem(time).ifPresent(problem -> add(field, time, problem));
        }
        return this;
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** Throws one exception with everything found, or returns when nothing was. */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new InvalidRequestException(subject, found);
        }
    }
}
