package io.masspayout;

import io.masspayout.schedule.Recurrence;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is to set a distribution going, as the caller said it. Not said, it is the host's call of execute. */
public sealed interface When {

    /** Decides by what it is: every case has to be given, so that a case that is added compiles nowhere before it is decided on. */
    <T> T match(
            Function<At, T> at,
            Function<AtLocal, T> atLocal,
            Function<Every, T> every,
            Function<OnDeposit, T> onDeposit);

    /** At an instant. */
    record At(Instant instant) implements When {
        @Override
        public <T> T match(
                Function<At, T> at,
                Function<AtLocal, T> atLocal,
                Function<Every, T> every,
                Function<OnDeposit, T> onDeposit) {
            return at.apply(this);
        }
    }

    /** When the clock on the wall shows a time. */
    record AtLocal(LocalDateTime time, ZoneId zone) implements When {
        @Override
        public <T> T match(
                Function<At, T> at,
                Function<AtLocal, T> atLocal,
                Function<Every, T> every,
                Function<OnDeposit, T> onDeposit) {
            return atLocal.apply(this);
        }
    }

    /** Again and again. */
    record Every(Recurrence recurrence) implements When {
        @Override
        public <T> T match(
                Function<At, T> at,
                Function<AtLocal, T> atLocal,
                Function<Every, T> every,
                Function<OnDeposit, T> onDeposit) {
            return every.apply(this);
        }
    }

    /**
     * Whenever money is deposited.
     *
     * @param into the account or contract; {@code null} for the treasury
     * @param atLeast a plain decimal in units of the payment token; {@code null} for any amount
     */
    record OnDeposit(@Nullable String into, @Nullable String atLeast) implements When {
        @Override
        public <T> T match(
                Function<At, T> at,
                Function<AtLocal, T> atLocal,
                Function<Every, T> every,
                Function<OnDeposit, T> onDeposit) {
            return onDeposit.apply(this);
        }
    }
}
