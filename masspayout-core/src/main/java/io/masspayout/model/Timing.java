package io.masspayout.model;

import io.masspayout.schedule.Occurrence;
import io.masspayout.schedule.Recurrence;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What sets a distribution going, with all that is to be known of it. */
public sealed interface Timing {

    /** Decides by what it is: every case has to be given, so that a case that is added compiles nowhere before it is decided on. */
    <T> T match(
            Function<Manual, T> manual,
            Function<Scheduled, T> scheduled,
            Function<Recurring, T> recurring,
            Function<Automatic, T> automatic);

    /** The word for it in the database and in lists. */
    ExecutionType executionType();

    /** Whether the distribution is never paid itself, but makes distributions that are. */
    default boolean isTemplate() {
        return match(manual -> false, scheduled -> false, recurring -> true, automatic -> true);
    }

    /** When it is due, where that is an instant and known from the start. */
    default Optional<Instant> due() {
        return match(
                manual -> Optional.empty(),
                scheduled -> Optional.of(scheduled.at()),
                recurring -> Optional.empty(),
                automatic -> Optional.empty());
    }

    /** Which deposits set it going, if any do. */
    default Optional<DepositTrigger> depositTrigger() {
        return match(
                manual -> Optional.empty(),
                scheduled -> Optional.empty(),
                recurring -> Optional.empty(),
                automatic -> Optional.of(automatic.trigger()));
    }

    /** The host calls execute. */
    record Manual() implements Timing {

        @Override
        public ExecutionType executionType() {
            return ExecutionType.MANUAL;
        }

        @Override
        public <T> T match(
                Function<Manual, T> manual,
                Function<Scheduled, T> scheduled,
                Function<Recurring, T> recurring,
                Function<Automatic, T> automatic) {
            return manual.apply(this);
        }
    }

    /**
     * An instant comes.
     *
     * @param at the instant, by the host's clock; overdue is due
     * @param zone in which it was said; {@code null} when it was said as an instant
     */
    record Scheduled(Instant at, @Nullable ZoneId zone) implements Timing {

        public Scheduled {
            Objects.requireNonNull(at, "at");
        }

        @Override
        public ExecutionType executionType() {
            return ExecutionType.SCHEDULED;
        }

        @Override
        public <T> T match(
                Function<Manual, T> manual,
                Function<Scheduled, T> scheduled,
                Function<Recurring, T> recurring,
                Function<Automatic, T> automatic) {
            return scheduled.apply(this);
        }
    }

    /**
     * A schedule comes round. Each occurrence is a distribution of its own.
     *
     * @param recurrence the schedule
     * @param next the first occurrence that no distribution was made for and that was not left out; {@code null} after the last
     */
    record Recurring(Recurrence recurrence, @Nullable Occurrence next) implements Timing {

        public Recurring {
            Objects.requireNonNull(recurrence, "recurrence");
        }

        @Override
        public ExecutionType executionType() {
            return ExecutionType.RECURRING;
        }

        @Override
        public <T> T match(
                Function<Manual, T> manual,
                Function<Scheduled, T> scheduled,
                Function<Recurring, T> recurring,
                Function<Automatic, T> automatic) {
            return recurring.apply(this);
        }
    }

    /**
     * Money comes. Each deposit that fits makes a distribution of its own.
     *
     * @param trigger which deposits fit
     */
    record Automatic(DepositTrigger trigger) implements Timing {

        public Automatic {
            Objects.requireNonNull(trigger, "trigger");
        }

        @Override
        public ExecutionType executionType() {
            return ExecutionType.AUTOMATIC;
        }

        @Override
        public <T> T match(
                Function<Manual, T> manual,
                Function<Scheduled, T> scheduled,
                Function<Recurring, T> recurring,
                Function<Automatic, T> automatic) {
            return automatic.apply(this);
        }
    }
}
