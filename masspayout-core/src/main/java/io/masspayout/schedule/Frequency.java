package io.masspayout.schedule;

/** How often something recurs, counted from its start. All but {@link #HOURLY} speak of the clock on the wall. Persisted by name. */
public enum Frequency {
    /** Every hour that passes, whatever the clock on the wall does: none is left out and none comes twice when it changes. */
    HOURLY,
    /** Every day at the start's time of day. */
    DAILY,
    /** Every seventh day at the start's time of day. */
    WEEKLY,
    /** Every month on the start's day of the month; in a shorter month on its last day. */
    MONTHLY,
    /** Every third month, as {@link #MONTHLY}. */
    QUARTERLY,
    /** Every year on the start's day; what starts on 29 February is due on 28 February in other years. */
    YEARLY,
    /** Whenever a five-field Unix cron expression matches the clock on the wall, at or after the start. */
    CRON
}
