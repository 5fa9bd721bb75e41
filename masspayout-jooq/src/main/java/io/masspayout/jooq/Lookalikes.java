package io.masspayout.jooq;

import static io.masspayout.jooq.schema.Tables.DISTRIBUTION;

import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.ExecutionType;
import io.masspayout.model.Origin;
import io.masspayout.store.ProbableDuplicate;
import java.time.Instant;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** Finds distributions that pay what another one pays. */
final class Lookalikes {

    private static final Condition IS_TEMPLATE =
            DISTRIBUTION.EXECUTION_TYPE.in(ExecutionType.RECURRING.name(), ExecutionType.AUTOMATIC.name());

    /** As {@link Distribution#payoutDate} has it. */
    private static final Field<Instant> PAYOUT_DATE =
            DSL.coalesce(DISTRIBUTION.RECORD_DATE, DISTRIBUTION.SCHEDULED_TIME, DISTRIBUTION.CREATED_AT);

    private Lookalikes() {}

    static List<ProbableDuplicate> of(DSLContext db, Distribution one) {
        return db.selectFrom(DISTRIBUTION)
                .where(DISTRIBUTION.ASSET_ID.eq(one.assetId().value()))
                .and(DISTRIBUTION.TYPE.eq(one.type().name()))
                .and(DISTRIBUTION.AMOUNT_BASIS.eq(one.terms().basis().name()))
                .and(DISTRIBUTION.AMOUNT_INPUT.eq(one.terms().input()))
                .and(DISTRIBUTION.PAYMENT_TOKEN_ID.eq(one.currency().token().value()))
                .and(DISTRIBUTION.STATUS.ne(DistributionStatus.CANCELLED.name()))
                .and(DISTRIBUTION.ID.ne(one.id().value()))
                .and(isOfTheSameTime(one))
                .and(isOfAnotherFamily(one))
                .orderBy(DISTRIBUTION.CREATED_AT.desc(), DISTRIBUTION.ID.desc())
                .limit(ProbableDuplicate.MAX_TOLD)
                .fetch(row -> ProbableDuplicate.of(DistributionRows.distribution(row)));
    }

    private static Condition isOfTheSameTime(Distribution one) {
        if (one.timing().isTemplate()) {
            return IS_TEMPLATE.and(DISTRIBUTION.STATUS.eq(DistributionStatus.PENDING.name()));
        }
        Instant date = one.payoutDate();
        return IS_TEMPLATE
                .not()
                .and(PAYOUT_DATE.between(date.minus(ProbableDuplicate.SPAN), date.plus(ProbableDuplicate.SPAN)));
    }

    private static Condition isOfAnotherFamily(Distribution one) {
        Origin origin = one.origin();
        return origin == null
                ? DSL.noCondition()
                : DISTRIBUTION.PARENT_ID.isDistinctFrom(origin.template().value());
    }
}
