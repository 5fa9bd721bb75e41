package io.masspayout.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.DistributionRequest;
import io.masspayout.MassPayoutClient;
import io.masspayout.hedera.HederaGateway;
import io.masspayout.jooq.JooqPayoutStore;
import io.masspayout.jooq.MassPayoutDataSource;
import io.masspayout.jooq.MassPayoutSchema;
import io.masspayout.jooq.SchemaMismatchException;
import io.masspayout.jooq.SchemaMode;
import io.masspayout.model.Distribution;
import io.masspayout.model.HolderSource;
import io.masspayout.processing.ClockSkewException;
import io.masspayout.schedule.Recurrence;
import io.masspayout.store.ConflictException;
import io.masspayout.store.IdempotencyConflictException;
import io.masspayout.store.StoreUnavailableException;
import io.masspayout.testing.ManualClock;
import io.masspayout.validation.InvalidRequestException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What a host gets for a mistake: one error which names the field and the way out, word for word as docs/errors.md has it, and a database
 * in which nothing has changed.
 */
class BadInputTest extends Mistakes {

    private static final Instant NEW_YEARS_EVE = Instant.parse("2026-12-31T12:00:00Z");

    @Test
    void wrongTokenId() throws Exception {
        refused(
                "wrongTokenId",
                InvalidRequestException.class,
                () -> client.assets().importAsset("0.0.999999"));
    }

    @Test
    void negativeAmount() throws Exception {
        refused(
                "negativeAmount",
                InvalidRequestException.class,
                () -> create(request().amount("-5.00")));
    }

    @Test
    void overPreciseAmount() throws Exception {
        refused(
                "overPreciseAmount",
                InvalidRequestException.class,
                () -> create(request().amount("0.0000001")));
    }

    @Test
    void keyThatNoDatabaseStores() throws Exception {
        refused(
                "keyThatNoDatabaseStores",
                InvalidRequestException.class,
                () -> create(request().amount("5.00").idempotencyKey("dividend\0seven")));
    }

    @Test
    void listenerWithABlank() throws Exception {
        refused(
                "listenerWithABlank",
                InvalidRequestException.class,
                () -> client.events().enable("0.0.1001 ", "alice"));
    }

    @Test
    void unknownPayoutType() throws Exception {
        refused(
                "unknownPayoutType",
                InvalidRequestException.class,
                () -> create(request().amount("5.00").payout("PER_HEAD")));
    }

    @Test
    void overExactRecordDate() throws Exception {
        Instant oneNanosecondPast = Instant.parse("2026-03-31T12:00:00.000000001Z");
        refused(
                "overExactRecordDate",
                InvalidRequestException.class,
                () -> create(request()
                        .holdersFrom(HolderSource.LEDGER)
                        .amount("5.00")
                        .recordDate(oneNanosecondPast)));
    }

    @Test
    void severalFaultsAtOnce() throws Exception {
        refused(
                "severalFaultsAtOnce",
                InvalidRequestException.class,
                () -> create(
                        DistributionRequest.dividend(asset.id()).amount("1e2").exclude("nobody")));
    }

    @Test
    void reusedIdempotencyKey() throws Exception {
        create(request().amount("5.00"));
        refused(
                "reusedIdempotencyKey",
                IdempotencyConflictException.class,
                () -> create(request().amount("6.00")));
    }

    @Test
    void pausedAsset() throws Exception {
        client.assets().pause(asset.id(), "alice", "audit");
        refused(
                "pausedAsset",
                InvalidRequestException.class,
                () -> create(request().amount("5.00")));
    }

    @Test
    void twoTimings() throws Exception {
        refused(
                "twoTimings",
                InvalidRequestException.class,
                () -> create(request().amount("5.00").at(NEW_YEARS_EVE).onDeposit()));
    }

    @Test
    void overExactTime() throws Exception {
        refused(
                "overExactTime",
                InvalidRequestException.class,
                () -> create(request().amount("5.00").at(NEW_YEARS_EVE.plusNanos(1))));
    }

    @Test
    void percentageOfNoDeposit() throws Exception {
        refused(
                "percentageOfNoDeposit",
                InvalidRequestException.class,
                () -> create(request().percentageOfDeposit("40")));
    }

    @Test
    void unreadableLeastDeposit() throws Exception {
        refused(
                "unreadableLeastDeposit",
                InvalidRequestException.class,
                () -> create(request().percentageOfDeposit("40").onDepositOfAtLeast("1e3")));
    }

    @Test
    void depositsOnASilentLedger() throws Exception {
        try (MassPayoutClient silent = MassPayoutClient.builder()
                .store(database.store())
                .ledger(network.client())
                .build()) {
            refused(
                    "depositsOnASilentLedger",
                    InvalidRequestException.class,
                    () -> silent.distributions()
                            .create(request().amount("5.00").onDeposit().build()));
        }
    }

    @Test
    void recordDateOfMany() throws Exception {
        refused(
                "recordDateOfMany",
                InvalidRequestException.class,
                () -> create(request()
                        .holdersFrom(HolderSource.LEDGER)
                        .amount("5.00")
                        .every(monthly())
                        .corporateAction("dividend-7")
                        .recordDate(NEW_YEARS_EVE)));
    }

    @Test
    void recurrenceThatEndsBeforeItStarts() throws Exception {
        refused(
                "recurrenceThatEndsBeforeItStarts",
                InvalidRequestException.class,
                () -> create(request().amount("5.00").every(monthly().until(NEW_YEARS_EVE.minusSeconds(1)))));
    }

    @Test
    void unreadableCron() throws Exception {
        refused(
                "unreadableCron",
                InvalidRequestException.class,
                () -> create(request()
                        .amount("5.00")
                        .every(Recurrence.cron("0 25 * * *", NEW_YEARS_EVE.atZone(ZoneOffset.UTC)))));
    }

    @Test
    void executedTemplate() throws Exception {
        Distribution coupon = create(request().amount("5.00").every(monthly()));
        refused(
                "executedTemplate",
                ConflictException.class,
                () -> client.payouts().execute(coupon.id()));
    }

    @Test
    void rescheduledManual() throws Exception {
        Distribution dividend = create(request().amount("5.00"));
        refused(
                "rescheduledManual",
                ConflictException.class,
                () -> client.distributions().reschedule(dividend.id(), NEW_YEARS_EVE, "alice", "later"));
    }

    @Test
    void clockTooFarOff() throws Exception {
        try (MassPayoutClient lost = MassPayoutClient.builder()
                .store(database.store())
                .gateway(network.client())
                .clock(ManualClock.at("2001-01-01T00:00:00Z"))
                .build()) {
            refused(
                    "clockTooFarOff",
                    ClockSkewException.class,
                    () -> lost.processing().runDue());
        }
    }

    @Test
    void databaseDown() throws Exception {
        Distribution dividend = create(request().amount("5.00"));
        try (MassPayoutDataSource nowhere = MassPayoutDataSource.builder(
                                "jdbc:postgresql://localhost:1/nowhere?user=postgres")
                        .build();
                MassPayoutClient cutOff = MassPayoutClient.builder()
                        .store(JooqPayoutStore.builder(nowhere)
                                .schemaMode(SchemaMode.NONE)
                                .build())
                        .gateway(network.client())
                        .build()) {
            refused(
                    "databaseDown",
                    StoreUnavailableException.class,
                    () -> cutOff.payouts().execute(dividend.id()));
        }
    }

    @Test
    void incompleteHederaGateway() throws Exception {
        refused(
                "incompleteHederaGateway",
                InvalidRequestException.class,
                () -> HederaGateway.builder().validity(Duration.ofMinutes(5)).build());
    }

    @Test
    void schemaNotMigrated() throws Exception {
        refused(
                "schemaNotMigrated",
                SchemaMismatchException.class,
                () -> JooqPayoutStore.builder(database.dataSource())
                        .schema("information_schema")
                        .schemaMode(SchemaMode.VALIDATE)
                        .build());
    }

    @Test
    void schemaNewerThanTheLibrary() throws Exception {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "INSERT INTO " + database.schema() + ".masspayout_schema_history"
                            + " (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)"
                            + " VALUES (99, '99', 'from the future', 'SQL', 'V99__from_the_future.sql', 1, 'somebody', 1, TRUE)");
        }
        refused(
                "schemaNewerThanTheLibrary",
                SchemaMismatchException.class,
                () -> MassPayoutSchema.of(database.dataSource(), database.schema())
                        .validate());
    }

    @Test
    void everyRowOfTheDocumentIsTested() {
        assertThat(ErrorTable.messages().keySet())
                .isSubsetOf(Stream.of(BadInputTest.class, BadRegisterTest.class)
                        .flatMap(tests -> Arrays.stream(tests.getDeclaredMethods()))
                        .map(Method::getName)
                        .toList());
    }

    private static Recurrence monthly() {
        return Recurrence.monthly(NEW_YEARS_EVE.atZone(ZoneOffset.UTC));
    }
}
