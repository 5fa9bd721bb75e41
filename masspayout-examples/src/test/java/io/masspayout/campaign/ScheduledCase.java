package io.masspayout.campaign;

import io.masspayout.When;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * A scheduled distribution, and what becomes of its time.
 *
 * @param told as the library is told
 * @param at what that means
 * @param change what a person does about it
 * @param changedAt when; before it is due
 * @param movedTo its new time, where it gets one
 */
record ScheduledCase(
        String key,
        int asset,
        YearAmount amount,
        When told,
        Instant at,
        Instant declaredAt,
        Change change,
        Instant changedAt,
        Instant movedTo) {

    private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");
    /** Madrid's clocks show no such time: it means an hour later. */
    private static final LocalDateTime SKIPPED = LocalDateTime.of(2027, 3, 28, 2, 30);

    /** Between what a person does and what the clock does, so that both know who comes first. */
    private static final Duration MARGIN = Duration.ofMinutes(30);

    /** What a person does about it. */
    enum Change {
        NONE,
        MOVED,
        /** To a time that has passed: it is due at once. */
        MOVED_INTO_THE_PAST,
        CANCELLED
    }

    static List<ScheduledCase> of(YearPlan plan) {
        Random dice = plan.dice("scheduled");
        List<ScheduledCase> cases = new ArrayList<>();
        for (int i = 0; i < plan.scheduled(); i++) {
            cases.add(one(plan, i, dice));
        }
        return cases;
    }

    private static ScheduledCase one(YearPlan plan, int i, Random dice) {
        Instant first = plan.from().plus(MARGIN.multipliedBy(4));
        Instant at = between(first, plan.to().minus(MARGIN), dice);
        LocalDateTime local =
                i % 20 == 5 ? SKIPPED : LocalDateTime.ofInstant(at, MADRID).truncatedTo(ChronoUnit.MINUTES);
        boolean isLocal = i % 2 == 1;
        Instant meant = isLocal ? local.atZone(MADRID).toInstant() : at;
        Instant changedAt = between(plan.from().plus(MARGIN), meant.minus(MARGIN), dice);
        Instant declaredAt = i % 4 < 2 ? plan.from() : between(plan.from(), changedAt.minusSeconds(60), dice);
        Change change = switch (i % 10) {
            case 3, 6 -> Change.MOVED;
            case 8 -> Change.MOVED_INTO_THE_PAST;
            case 1 -> Change.CANCELLED;
            default -> Change.NONE;
        };
        return new ScheduledCase(
                "scheduled-" + i,
                dice.nextInt(YearPlan.HOLDERS_OF_ASSETS.size()),
                YearAmount.thrown(dice),
                isLocal ? new When.AtLocal(local, MADRID) : new When.At(at),
                meant,
                declaredAt,
                change,
                changedAt,
                change == Change.MOVED_INTO_THE_PAST
                        ? changedAt.minus(Duration.ofDays(1))
                        : between(changedAt.plus(MARGIN), plan.to().minus(MARGIN), dice));
    }

    private static Instant between(Instant from, Instant to, Random dice) {
        long seconds = Math.max(1, Duration.between(from, to).toSeconds());
        return from.plusSeconds(dice.nextLong(seconds));
    }

    /** The time that counts in the end. */
    Optional<Instant> due() {
        return switch (change) {
            case NONE -> Optional.of(at);
            case MOVED, MOVED_INTO_THE_PAST -> Optional.of(movedTo);
            case CANCELLED -> Optional.empty();
        };
    }

    /** Nobody may have paid it before. */
    Instant notBefore() {
        Instant due = due().orElse(at);
        return due.isBefore(changedAt) ? changedAt : due;
    }
}
