package io.masspayout.testing.simulation;

import io.masspayout.model.DistributionId;
import java.util.List;
import java.util.Optional;

/** Takes backups of the database, and puts it back to one of them, when the dice say so; counts what it forgot. */
final class Setbacks {

    private static final List<Setback> KINDS = List.of(Setback.values());

    private final SimulatedDatabase database;
    private final PromiseWatch watch;
    private final Calamities calamities;
    private final Dice dice;
    private int executedAtBackup;
    private int count;
    private int forgetful;

    Setbacks(SimulatedDatabase database, PromiseWatch watch, Calamities calamities, Dice dice) {
        this.database = database;
        this.watch = watch;
        this.calamities = calamities;
        this.dice = dice;
    }

    /** What has happened to the database just now, if anything has. */
    Optional<Setback> strike(List<DistributionId> distributions) {
        return database.backups().flatMap(backups -> strike(backups, distributions));
    }

    private Optional<Setback> strike(Backups backups, List<DistributionId> distributions) {
        // The first one is of a database that has paid nothing yet.
        if (calamities.backupIsTaken() || (backups.count() == 0 && calamities.mayFallBack())) {
            backups.take();
            executedAtBackup = watch.executed();
        }
        if (!calamities.databaseFallsBack(watch.executed() > executedAtBackup) || backups.count() == 0) {
            return Optional.empty();
        }
        Setback how = dice.oneOf(KINDS);
        int newest = backups.count() - 1;
        watch.databaseFallsBack(distributions);
        backups.restore(how.isToTheNewest() ? newest : dice.between(0, newest), how.isTold());
        count++;
        if (watch.hasForgotten(distributions)) {
            forgetful++;
        }
        return Optional.of(how);
    }

    int count() {
        return count;
    }

    /** How many of them lacked a payment that the ledger had. */
    int forgetful() {
        return forgetful;
    }
}
