package io.masspayout.jooq;

import io.masspayout.jooq.schema.tables.records.DistributionRecord;
import io.masspayout.model.DepositTrigger;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.model.EventPosition;
import io.masspayout.model.ExecutionType;
import io.masspayout.model.Origin;
import io.masspayout.model.StartFailure;
import io.masspayout.model.Timing;
import io.masspayout.money.Units;
import io.masspayout.schedule.Frequency;
import io.masspayout.schedule.MissedOccurrences;
import io.masspayout.schedule.Occurrence;
import io.masspayout.schedule.Recurrence;
import java.time.Duration;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Between what sets a distribution going, or made it, and the columns of its row. */
final class TimingRows {

    private TimingRows() {}

    static Timing timing(DistributionRecord row) {
        return switch (ExecutionType.valueOf(row.getExecutionType())) {
            case MANUAL -> new Timing.Manual();
            case SCHEDULED -> new Timing.Scheduled(row.getScheduledTime(), zone(row.getZone()));
            case RECURRING -> new Timing.Recurring(recurrence(row), next(row));
            case AUTOMATIC -> new Timing.Automatic(DepositTrigger.parse(row.getTriggerCondition()));
        };
    }

    private static Recurrence recurrence(DistributionRecord row) {
        return new Recurrence(
                Frequency.valueOf(row.getFrequency()),
                row.getCronExpression(),
                row.getStartTime(),
                ZoneId.of(row.getZone()),
                row.getRecurrenceEnd(),
                row.getRecurrenceCount(),
                MissedOccurrences.valueOf(row.getMissedPolicy()),
                Duration.ofSeconds(row.getMissedGrace()));
    }

    private static @Nullable Occurrence next(DistributionRecord row) {
        Long number = row.getNextOccurrence();
        return number == null ? null : new Occurrence(number, row.getNextOccurrenceAt());
    }

    static @Nullable Origin origin(DistributionRecord row) {
        UUID parent = row.getParentId();
        if (parent == null) {
            return null;
        }
        DistributionId template = new DistributionId(parent);
        Long occurrence = row.getOccurrence();
        return occurrence != null
                ? new Origin.Turn(template, new Occurrence(occurrence, row.getOccurrenceAt()))
                : new Origin.Deposited(
                        template,
                        row.getTriggerContractId(),
                        new EventPosition(row.getTriggerTimestamp(), row.getTriggerIndex()),
                        row.getTriggerTransactionId(),
                        DistributionRows.units(row, row.getTriggerAmount()));
    }

    static @Nullable StartFailure startFailure(DistributionRecord row) {
        String reason = row.getStartFailure();
        return reason == null ? null : new StartFailure(reason, row.getNextStartAt());
    }

    static void write(Distribution distribution, DistributionRecord row) {
        Timing timing = distribution.timing();
        row.setExecutionType(timing.executionType().name());
        timing.<Runnable>match(
                        manual -> () -> {},
                        scheduled -> () -> {
                            row.setScheduledTime(scheduled.at());
                            row.setZone(zone(scheduled.zone()));
                        },
                        recurring -> () -> write(recurring, row),
                        automatic -> () -> {
                            row.setTriggerCondition(automatic.trigger().toString());
                            row.setTriggerAccountId(automatic.trigger().into().value());
                        })
                .run();
        Origin origin = distribution.origin();
        if (origin != null) {
            row.setParentId(origin.template().value());
            origin.<Runnable>match(
                            turn -> () -> {
                                row.setOccurrence(turn.occurrence().number());
                                row.setOccurrenceAt(turn.occurrence().at());
                            },
                            deposited -> () ->
                                    write(deposited, distribution.currency().decimals(), row))
                    .run();
        }
    }

    private static void write(Origin.Deposited deposited, int decimals, DistributionRecord row) {
        row.setTriggerContractId(deposited.contractId());
        row.setTriggerTimestamp(deposited.position().timestamp());
        row.setTriggerIndex(deposited.position().index());
        row.setTriggerTransactionId(deposited.transactionId());
        row.setTriggerAmount(Units.toDecimal(deposited.amount(), decimals));
    }

    private static void write(Timing.Recurring recurring, DistributionRecord row) {
        Recurrence recurrence = recurring.recurrence();
        row.setFrequency(recurrence.frequency().name());
        row.setCronExpression(recurrence.cron());
        row.setStartTime(recurrence.start());
        row.setZone(recurrence.zone().getId());
        row.setRecurrenceEnd(recurrence.end());
        row.setRecurrenceCount(recurrence.count());
        row.setMissedPolicy(recurrence.missed().name());
        row.setMissedGrace(recurrence.grace().toSeconds());
        Occurrence next = recurring.next();
        if (next != null) {
            row.setNextOccurrence(next.number());
            row.setNextOccurrenceAt(next.at());
        }
    }

    static @Nullable String zone(@Nullable ZoneId zone) {
        return zone == null ? null : zone.getId();
    }

    private static @Nullable ZoneId zone(@Nullable String name) {
        return name == null ? null : ZoneId.of(name);
    }
}
