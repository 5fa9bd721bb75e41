package io.masspayout.jooq;

import static io.masspayout.jooq.schema.Tables.HOLDER;

import io.masspayout.model.AccountId;
import io.masspayout.model.BatchId;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.HolderStatus;
import io.masspayout.model.LedgerTransactionId;
import io.masspayout.model.SkipReason;
import io.masspayout.money.Units;
import io.masspayout.store.StatementLine;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.UUID;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * Makes statement lines of rows as COPY writes them. Holders of one batch follow each other, with the same batch, transaction and time: what a
 * column said in the row before is not read again. Not thread-safe.
 */
final class StatementCopy {

    /** What has to be copied, in this order. */
    static final List<Field<?>> COLUMNS = List.of(
            HOLDER.ACCOUNT_ID,
            HOLDER.ACCOUNT_AS_GIVEN,
            HOLDER.BALANCE,
            HOLDER.PAYMENT_AMOUNT,
            HOLDER.PAID_AMOUNT,
            HOLDER.STATUS,
            HOLDER.SKIP_REASON,
            HOLDER.FAILURE_CODE,
            HOLDER.FAILURE_DETAIL,
            HOLDER.ATTEMPTS,
            HOLDER.BATCH_ID,
            HOLDER.SETTLED_BY_TRANSACTION_ID,
            HOLDER.PAID_AT);

    /** How a session with ISO dates, in UTC, writes a time: no fraction where it is zero, the offset in hours. */
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral(' ')
            .appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
            .appendOffset("+HH", "+00")
            .toFormatter();

    private final int decimals;
    private final Repeated<HolderStatus> status = new Repeated<>(HolderStatus::valueOf);
    private final Repeated<SkipReason> skipReason = new Repeated<>(SkipReason::valueOf);
    private final Repeated<FailureCode> failureCode = new Repeated<>(FailureCode::valueOf);
    private final Repeated<BatchId> batch = new Repeated<>(text -> new BatchId(UUID.fromString(text)));
    private final Repeated<LedgerTransactionId> transaction = new Repeated<>(LedgerTransactionId::of);
    private final Repeated<Instant> time =
            new Repeated<>(text -> OffsetDateTime.parse(text, TIME).toInstant());

    /** For a distribution that pays in a token with so many decimals. */
    StatementCopy(int decimals) {
        this.decimals = decimals;
    }

    StatementLine line(byte[] row) {
        CopyRow fields = new CopyRow(row);
        String account = fields.next().text();
        String asGiven = fields.next().textOr(account);
        return new StatementLine(
                AccountId.of(account),
                asGiven,
                fields.next().number(),
                units(fields.next()),
                units(fields.next()),
                status.required(fields.next()),
                skipReason.in(fields.next()),
                failure(fields),
                Math.toIntExact(fields.next().number()),
                batch.in(fields.next()),
                transaction.in(fields.next()),
                time.in(fields.next()));
    }

    private long units(CopyRow amount) {
        return amount.isNull() ? 0 : Units.ofDecimal(new BigDecimal(amount.text()), decimals);
    }

    private @Nullable Failure failure(CopyRow fields) {
        FailureCode code = failureCode.in(fields.next());
        CopyRow detail = fields.next();
        return code == null ? null : new Failure(code, detail.isNull() ? "" : detail.text());
    }
}
