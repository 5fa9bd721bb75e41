package io.masspayout.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** What is counted of batches, and what they come to when somebody adds them up. */
final class Tally {

    private static final List<String> COLUMNS = List.of(
            "total_holders",
            "amount",
            "successful_payments",
            "paid_amount",
            "failed_payments",
            "failed_amount",
            "cancelled_payments",
            "cancelled_amount");

    private Tally() {}

    static void requireExact(StoreSchema schema) {
        DSLContext db = schema.db();
        assertThat(counted(db, schema.name())).isEqualTo(addedUp(db, schema.name()));
    }

    static Set<String> counted(DSLContext db, String schema) {
        return sums(db, "SUM(batches), SUM(waiting)", schema + ".distribution_tally");
    }

    private static Set<String> addedUp(DSLContext db, String schema) {
        return sums(db, "COUNT(*)::numeric, COUNT(next_attempt_at)::numeric", schema + ".batch_payout");
    }

    /** A line for each distribution and status that has batches. */
    private static Set<String> sums(DSLContext db, String counts, String table) {
        String sums = String.join(
                ", ",
                COLUMNS.stream()
                        .map(column -> "trim_scale(SUM(" + column + ")::numeric)")
                        .toList());
        Set<String> lines = new TreeSet<>();
        db
                .resultQuery(DSL.sql("SELECT distribution_id, status, " + counts + ", " + sums + " FROM " + table
                        + " GROUP BY distribution_id, status"))
                .fetch()
                .stream()
                // Where no batch is left, parts that cancel each other may be.
                .filter(row -> IntStream.range(2, row.size())
                        .anyMatch(i -> row.get(i, BigDecimal.class).signum() != 0))
                .forEach(row -> lines.add(row.intoList().toString()));
        return lines;
    }
}
