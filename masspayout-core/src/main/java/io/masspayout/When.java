package io.masspayout;

import io.masspayout.schedule.Recurrence;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** What is to set a distribution going, as the caller said it. Not said, it is the host's call of execute. */
public sealed interface When {

    /** At an instant. */
    record At(Instant instant) implements When {}

    /** When the clock on the wall shows a time. */
    record AtLocal(LocalDateTime time, ZoneId zone) implements When {}

    /** Again and again. */
    record Every(Recurrence recurrence) implements When {}

    /**
     * Whenever money is deposited.
     *
     * @param into the account or contract; {@code null} for the treasury
     * @param atLeast a plain decimal in units of the payment token; {@code null} for any amount
     */
    record OnDeposit(@Nullable String into, @Nullable String atLeast) implements When {}
}
