package io.masspayout.jooq;

import static io.masspayout.jooq.schema.Tables.AUDIT_EVENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.MassPayoutClient;
import io.masspayout.engine.DistributionSummary;
import io.masspayout.engine.EngineSettings;
import io.masspayout.engine.ReconcileReport;
import io.masspayout.model.AccountId;
import io.masspayout.model.DistributionId;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.TreasuryStop;
import io.masspayout.store.PayoutStore;
import io.masspayout.testing.AuditReport;
import io.masspayout.testing.FaultPlan;
import io.masspayout.testing.SimulatedLedger;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntConsumer;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/**
 * A payout with trouble on a ledger that outlives its database: some holders refuse, are tried again, mend; requests and answers are
 * lost or late. The treasury could pay everybody twice, so that nothing but the library keeps it from that.
 */
final class RestorablePayout {

    static final int HOLDERS = 14;
    static final int HOLDERS_PER_BATCH = 4;

    private static final int REFUSING = 2;
    private static final int FAULTS_PERCENT = 30;
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(4);
    private static final int MAX_CALLS = 60;

    private final SimulatedPayout payout = new SimulatedPayout(HOLDERS);
    private final FaultPlan faults;
    private final String schema;
    private final long seed;
    private DistributionId id;
    private long contradictions;

    RestorablePayout(String schema, long seed) {
        this.schema = schema;
        this.seed = seed;
        this.faults = FaultPlan.random(seed, FAULTS_PERCENT, LONGEST_DELAY);
        payout.network
                .account(SimulatedPayout.TREASURY)
                .holds(SimulatedPayout.USDC, 3 * HOLDERS * SimulatedPayout.UNITS_PER_HOLDER);
        for (int i = 0; i < REFUSING; i++) {
            payout.network.account(refusing(i)).refuses();
        }
    }

    private static String refusing(int number) {
        return "0.0." + (SimulatedPayout.FIRST_HOLDER + 3 + 7L * number);
    }

    /** The end of a worker, which its engine cannot catch. */
    static final class Killed extends VirtualMachineError {
        private static final long serialVersionUID = 1L;
    }

    /** Longer than a reconcile that begins by itself takes. */
    private static final int UNAWARE_MINUTES = 6;

    JooqPayoutStore store(DataSource database) {
        return JooqPayoutStore.builder(database)
                .schema(schema)
                .schemaMode(SchemaMode.NONE)
                .build();
    }

    private MassPayoutClient client(PayoutStore store, Random random) {
        return MassPayoutClient.builder()
                .store(store)
                .gateway(SimulatedLedger.on(payout.network)
                        .holdersPerBatch(HOLDERS_PER_BATCH)
                        .hidingCulprits()
                        .faults(faults)
                        .build())
                .clock(payout.clock)
                .random(random)
                .settings(EngineSettings.defaults().withLease(Duration.ZERO))
                .build();
    }

    void declare(DataSource database) {
        MassPayoutClient calm = MassPayoutClient.builder()
                .store(store(database))
                .gateway(payout.network.client())
                .clock(payout.clock)
                .random(new Random(seed))
                .build();
        id = payout.declared(calm).id();
    }

    /**
     * Pays with trouble: up to five minutes of it, then the refusing holders mend and are tried again, then some more.
     *
     * @param afterCall hears the number of each call to the store when it is over; may throw {@link Killed}
     */
    void payWithTrouble(DataSource database, IntConsumer afterCall) {
        MassPayoutClient client = client(counting(store(database), afterCall), new Random(seed + 1));
        try {
            work(client, 5);
            for (int i = 0; i < REFUSING; i++) {
                payout.network.account(refusing(i)).accepts();
            }
            client.payouts().retryFailed(id, "alice", "mended");
            work(client, 5);
        } catch (Killed killed) {
            // As a process would be: nothing is cleaned up.
            return;
        }
    }

    private void work(MassPayoutClient client, int minutes) {
        for (int minute = 0; minute < minutes; minute++) {
            client.payouts().execute(id);
            payout.clock.advance(Duration.ofMinutes(1));
        }
    }

    private static PayoutStore counting(PayoutStore store, IntConsumer afterCall) {
        int[] calls = {0};
        return (PayoutStore) Proxy.newProxyInstance(
                PayoutStore.class.getClassLoader(), new Class<?>[] {PayoutStore.class}, (self, method, arguments) -> {
                    try {
                        Object answer = method.invoke(store, arguments);
                        afterCall.accept(++calls[0]);
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** Makes a host's call, without trouble. */
    DistributionSummary execute(DataSource database) {
        faults.heal();
        return client(store(database), new Random(seed + 4)).payouts().execute(id);
    }

    Optional<TreasuryStop> stop(DataSource database) {
        return store(database)
                .stopped(store(database).distribution(id).orElseThrow().treasury());
    }

    /** A host that does not know of the restore: its scheduler makes its calls as ever, for some minutes. */
    void payUnaware(DataSource database) {
        faults.heal();
        MassPayoutClient client = client(store(database), new Random(seed + 5));
        for (int minute = 0; minute < UNAWARE_MINUTES; minute++) {
            client.payouts().execute(id);
            payout.clock.advance(Duration.ofMinutes(1));
        }
        payout.network.deliverDelayed();
    }

    /** How many holders got money more than once, by the ledger's history alone. */
    long doublyPaid() {
        int[] payments = new int[HOLDERS];
        payout.network.payments(id, payment -> payments[index(payment.named())]++);
        return Arrays.stream(payments).filter(times -> times > 1).count();
    }

    /** What the ledger has executed so far. */
    int executed() {
        return payout.network.executed();
    }

    /** Reads the history back until nothing is missing, and says how many entries were news to the database. */
    long reconcile(DataSource database) {
        faults.heal();
        for (int i = 0; i < REFUSING; i++) {
            payout.network.account(refusing(i)).accepts();
        }
        MassPayoutClient client = client(store(database), new Random(seed + 2));
        long adopted = 0;
        for (int call = 0; call < MAX_CALLS; call++) {
            ReconcileReport report = client.payouts().reconcile("alice", "restored");
            adopted += report.counts().adopted();
            contradictions += report.counts().contradictions();
            if (report.finished()) {
                if (contradictions > 0) {
                    liftStop(client, database);
                }
                return adopted;
            }
            // Workers may be up again meanwhile: they must not send.
            long before = faults.submissions();
            client.payouts().execute(id);
            assertThat(faults.submissions())
                    .as("submissions before the history is complete")
                    .isEqualTo(before);
            payout.clock.advance(Duration.ofMinutes(1));
        }
        throw new AssertionError("the history was never complete");
    }

    /**
     * A person who lifts the treasury's stop without looking: money has to be safe all the same. The only thing to be looked at is that
     * somebody was paid by a batch that the backup does not know while another one, which has died since, was in flight in the backup.
     */
    private void liftStop(MassPayoutClient client, DataSource database) {
        assertThat(contradictions(database))
                .isNotEmpty()
                .allSatisfy(what -> assertThat(what).contains("was paid and is in flight in batch"));
        client.payouts()
                .liftTreasuryStop(
                        store(database).distribution(id).orElseThrow().treasury(), "alice", "the history is complete");
    }

    private List<String> contradictions(DataSource database) {
        return DSL.using(database, SQLDialect.POSTGRES, JooqPayoutStore.settings(new SchemaName(schema)))
                .selectFrom(AUDIT_EVENT)
                .where(AUDIT_EVENT.EVENT.eq("contradiction"))
                .fetch(AUDIT_EVENT.WHY);
    }

    /** Pays to the end without trouble, retrying who has failed. */
    void payToTheEnd(DataSource database) {
        faults.heal();
        MassPayoutClient client = client(store(database), new Random(seed + 3));
        DistributionSummary summary = client.payouts().execute(id);
        for (int call = 0;
                call < MAX_CALLS && summary.distribution().status() != DistributionStatus.COMPLETED;
                call++) {
            if (summary.isFinished()) {
                client.payouts().retryFailed(id, "alice", "mended");
            }
            payout.clock.advance(Duration.ofSeconds(30));
            summary = client.payouts().execute(id);
        }
        payout.network.deliverDelayed();
        assertThat(summary.distribution().status()).as("%s", summary.waiting()).isEqualTo(DistributionStatus.COMPLETED);
    }

    AuditReport audit(DataSource database) {
        JooqPayoutStore store = store(database);
        return payout.audit(store, store.distribution(id).orElseThrow());
    }

    long contradictions() {
        return contradictions;
    }

    long paid() {
        return payout.network.paid(id);
    }

    /** How many holders got money more than once or not at all, by the ledger's history alone. */
    int wronglyPaid() {
        int[] payments = new int[HOLDERS];
        payout.network.payments(id, payment -> payments[index(payment.named())]++);
        int wrong = 0;
        for (int each : payments) {
            wrong += each == 1 ? 0 : 1;
        }
        return wrong;
    }

    private static int index(AccountId account) {
        return Math.toIntExact(
                Long.parseLong(account.value().substring("0.0.".length())) - SimulatedPayout.FIRST_HOLDER);
    }
}
