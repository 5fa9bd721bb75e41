package io.masspayout.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masspayout.AssetImport;
import io.masspayout.DistributionRequest;
import io.masspayout.MassPayoutClient;
import io.masspayout.engine.DistributionSummary;
import io.masspayout.ledger.Allocated;
import io.masspayout.ledger.BatchInstruction;
import io.masspayout.ledger.BlockchainGateway;
import io.masspayout.ledger.Bytes;
import io.masspayout.ledger.LedgerUnavailableException;
import io.masspayout.ledger.Submission;
import io.masspayout.ledger.TokenInfo;
import io.masspayout.model.AccountId;
import io.masspayout.model.Asset;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.HolderSource;
import io.masspayout.model.HolderStatus;
import io.masspayout.model.LedgerTransactionId;
import io.masspayout.model.TokenId;
import io.masspayout.processing.ProcessingSettings;
import io.masspayout.storable.CallerText;
import io.masspayout.store.PageRequest;
import io.masspayout.testing.ManualClock;
import io.masspayout.testing.SimulatedLedger;
import io.masspayout.testing.SimulatedNetwork;
import io.masspayout.validation.InvalidRequestException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Words from outside, and a caller's, on databases of several encodings: outside words never cost an outcome, a caller's are exact. */
@SuppressWarnings("FutureReturnValueIgnored") // what a proxy answers is of any type
class EncodingsTest {

    private static final String ASSET = "0.0.5001";
    private static final String USDC = "0.0.429274";
    private static final String TREASURY = "0.0.1001";
    private static final int FIRST_HOLDER = 2_000;
    private static final int HOLDERS = 40;

    /** In Latin-1; beyond it; beyond 16 bits; never storable; half a character. */
    private static final String NASTY = "caf\u00E9 \u2603 \uD83E\uDD16 \u0000 \uD83E.";

    private final ManualClock clock = ManualClock.at("2026-11-01T09:00:00Z");
    private final SimulatedNetwork network = SimulatedNetwork.at(clock);
    private final Map<String, Function<Object[], Object>> oddities = new HashMap<>();

    private static DataSource database(String encoding) {
        String name = "words_" + encoding.toLowerCase(Locale.ROOT) + "_" + TestDatabase.unusedSchemaName();
        TestDatabase.execute("CREATE DATABASE " + name + " ENCODING '" + encoding
                + "' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'");
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(TestDatabase.jdbcUrl());
        source.setDatabaseName(name);
        return source;
    }

    private MassPayoutClient client(DataSource database) {
        network.token(ASSET).named("Acme", "ACME").heldBy(FIRST_HOLDER, HOLDERS, i -> 1 + i);
        network.token(USDC).named("US Dollar", "USDC").decimals(2).heldBy(FIRST_HOLDER, HOLDERS, i -> 0);
        network.account(TREASURY).holds(USDC, 1_000_000_000_000L);
        network.token(ASSET).treasury(TREASURY);
        return MassPayoutClient.builder()
                .store(JooqPayoutStore.create(database))
                .gateway(odd(SimulatedLedger.on(network).holdersPerBatch(4).build()))
                .clock(clock)
                .processing(ProcessingSettings.defaults().withoutClockCheck())
                .build();
    }

    /** Each oddity is met once, and then the gateway is as good as any. */
    private BlockchainGateway odd(BlockchainGateway real) {
        return (BlockchainGateway) Proxy.newProxyInstance(
                BlockchainGateway.class.getClassLoader(),
                new Class<?>[] {BlockchainGateway.class},
                (self, method, arguments) -> {
                    Function<Object[], Object> oddity = oddities.remove(method.getName());
                    if (oddity != null) {
                        return oddity.apply(arguments);
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static DistributionRequest.Builder dividend(Asset asset, String key) {
        return DistributionRequest.dividend(asset.id())
                .amount("820.00")
                .holdersFrom(HolderSource.REGISTER)
                .idempotencyKey(key);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    UTF8      | caf\u00E9 \u2603 \uD83E\uDD16 \\u0000 \\uD83E.
                    LATIN1    | caf\u00E9 \\u2603 \\uD83E\\uDD16 \\u0000 \\uD83E.
                    SQL_ASCII | caf\u00E9 \u2603 \uD83E\uDD16 \\u0000 \\uD83E.
                    """)
    void whatEachPortSaysIsKeptAndAllElseIsPaid(String encoding, String kept) {
        try (MassPayoutClient client = client(database(encoding))) {
            AccountId unable = AccountId.of("0.0." + FIRST_HOLDER);
            oddities.put(
                    "token",
                    arguments -> Optional.of(new TokenInfo(
                            TokenId.of(ASSET),
                            NASTY + "x".repeat(3_000_000),
                            NASTY,
                            0,
                            820,
                            AccountId.of(TREASURY),
                            false,
                            true,
                            null,
                            NASTY)));
            Asset asset = client.assets().importAsset(AssetImport.of(ASSET).paidIn(USDC));
            assertThat(asset.name()).startsWith(kept).hasSizeLessThan(CallerText.MAX_NAME_LENGTH + NASTY.length() * 6);
            assertThat(asset.symbol()).isEqualTo(kept);
            assertThat(asset.evmAddress()).isEqualTo(kept);

            oddities.put("takeSnapshot", arguments -> {
                throw new IllegalStateException(NASTY);
            });
            assertThatThrownBy(() -> client.assets().sync(asset.id())).hasMessage(NASTY);
            assertThat(client.assets().get(asset.id()).syncError()).isEqualTo(kept);
            client.assets().sync(asset.id());

            oddities.put("check", arguments -> {
                throw new LedgerUnavailableException(NASTY, new IllegalStateException(NASTY));
            });
            oddities.put("screen", arguments -> Map.of(unable, Failure.of(FailureCode.ACCOUNT_FROZEN, NASTY)));
            oddities.put("sign", arguments -> CompletableFuture.failedStage(new IllegalStateException(NASTY)));
            oddities.put(
                    "submit",
                    arguments -> CompletableFuture.<Submission>completedFuture(
                            new Submission.Refused(Failure.of(FailureCode.LEDGER_BUSY, NASTY))));
            oddities.put("resolve", arguments -> {
                throw new LedgerUnavailableException(NASTY, new IllegalStateException(NASTY));
            });
            Distribution distribution =
                    client.distributions().create(dividend(asset, "key").build());

            DistributionSummary summary = client.payouts().execute(distribution.id());
            for (int call = 0; call < 50 && !summary.isFinished(); call++) {
                clock.advance(Duration.ofMinutes(1));
                summary = client.payouts().execute(distribution.id());
            }

            assertThat(oddities)
                    .as("each oddity was met, but what was never asked")
                    .doesNotContainKeys("sign", "submit", "screen");
            assertThat(summary.distribution().status()).isEqualTo(DistributionStatus.PARTIALLY_COMPLETED);
            assertThat(summary.progress().paid()).isEqualTo(HOLDERS - 1L);
            assertThat(client.holders()
                            .of(distribution.id(), HolderStatus.FAILED, PageRequest.first(10))
                            .items())
                    .singleElement()
                    .satisfies(holder -> assertThat(holder.accountId()).isEqualTo(unable))
                    .satisfies(holder -> assertThat(holder.failure().detail()).isEqualTo(kept));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF8", "LATIN1", "SQL_ASCII"})
    void aCallersWordsAreKeptExactlyOrRefusedByName(String encoding) {
        try (MassPayoutClient client = client(database(encoding))) {
            Asset asset = client.assets().importAsset(AssetImport.of(ASSET).paidIn(USDC));
            for (String key : new String[] {"k\uD83E", "k\uD83D", "k\u0000"}) {
                assertThatThrownBy(() -> client.distributions()
                                .create(dividend(asset, key).build()))
                        .isInstanceOf(InvalidRequestException.class)
                        .hasMessageContaining("idempotencyKey");
                assertThatThrownBy(() -> client.distributions().byIdempotencyKey(key))
                        .isInstanceOf(InvalidRequestException.class)
                        .hasMessageContaining("idempotencyKey");
            }
            Distribution plain = client.distributions()
                    .create(dividend(asset, "caf\u00E9").concept("caf\u00E9").build());
            assertThat(client.distributions().byIdempotencyKey("caf\u00E9")).contains(plain);
            assertThat(plain.concept()).isEqualTo("caf\u00E9");

            if (encoding.equals("LATIN1")) {
                assertThatThrownBy(() -> client.distributions()
                                .create(dividend(asset, "k\u2603").build()))
                        .isInstanceOf(InvalidRequestException.class)
                        .hasMessageContaining("idempotencyKey")
                        .hasMessageContaining("the encoding of the database lacks");
                assertThatThrownBy(() -> client.distributions().hold(plain.id(), "\u2603", "why"))
                        .hasMessageContaining("who")
                        .hasMessageContaining("lacks");
                assertThatThrownBy(() -> client.distributions().hold(plain.id(), "who", "\u2603"))
                        .hasMessageContaining("why")
                        .hasMessageContaining("lacks");
                assertThatThrownBy(() -> client.assets().rename(asset.id(), "\u2603", "who"))
                        .hasMessageContaining("name")
                        .hasMessageContaining("lacks");
            } else {
                Distribution snow = client.distributions()
                        .create(dividend(asset, "k\u2603")
                                .concept("\uD83E\uDD16")
                                .build());
                assertThat(client.distributions().byIdempotencyKey("k\u2603")).contains(snow);
                assertThat(client.distributions().byIdempotencyKey("k\\u2603")).isEmpty();
                client.distributions().hold(snow.id(), "\u2603", "\uD83E\uDD16");
            }
        }
    }

    /** By this id the ledger is asked; written in another way it would be another transaction, and the batch be paid again. */
    @Test
    void aLedgersIdThatTheDatabaseCannotKeepIsNeverSent() {
        try (MassPayoutClient client = client(database("LATIN1"))) {
            Asset asset = client.assets().importAsset(AssetImport.of(ASSET).paidIn(USDC));
            client.assets().sync(asset.id());
            Distribution distribution =
                    client.distributions().create(dividend(asset, "key").build());
            oddities.put("allocate", arguments -> {
                var instruction = (BatchInstruction) arguments[0];
                return new Allocated(
                        instruction.reference().batchId(),
                        LedgerTransactionId.of("snow \u2603"),
                        clock.instant().plusSeconds(120),
                        Bytes.of(new byte[] {1}));
            });

            DistributionSummary summary = client.payouts().execute(distribution.id());

            assertThat(summary.progress().paid()).isEqualTo(HOLDERS - 4L);
            clock.advance(Duration.ofSeconds(10));
            assertThat(client.payouts()
                            .execute(distribution.id())
                            .distribution()
                            .status())
                    .isEqualTo(DistributionStatus.COMPLETED);
        }
    }
}
