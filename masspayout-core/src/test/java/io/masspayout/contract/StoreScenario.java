package io.masspayout.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.model.AccountId;
import io.masspayout.model.Asset;
import io.masspayout.model.AssetId;
import io.masspayout.model.BatchId;
import io.masspayout.model.BatchPayout;
import io.masspayout.model.Distribution;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.TokenId;
import io.masspayout.model.TreasuryStop;
import io.masspayout.store.Act;
import io.masspayout.store.AuditEvent;
import io.masspayout.store.PaymentAttempt;
import io.masspayout.store.PaymentStore;
import io.masspayout.store.PlanOrder;
import io.masspayout.store.PlanSource;
import io.masspayout.store.ReserveResult;
import io.masspayout.store.StagingId;
import io.masspayout.store.StatementLine;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/** A fresh store, and the ways to bring it to where a test begins. All contracts of the store extend this. */
abstract class StoreScenario {

    /** The host's clock, and the ledger's. Whole seconds, so that no database rounds it. */
    static final Instant NOW = Instant.parse("2026-11-01T09:00:00Z");

    /** What {@link #started} gives each holder. */
    static final long SHARE = 100;

    /** More than any test reserves. */
    static final long PLENTY = 1_000_000_000_000L;

    static final PlanSource REGISTER = new PlanSource.Register();

    private final PaymentStoreContract implementation;
    PaymentStore store;

    StoreScenario(PaymentStoreContract implementation) {
        this.implementation = implementation;
    }

    @BeforeEach
    void createStore() {
        store = implementation.newStore();
    }

    static Act act(String why) {
        return new Act("contract", why, NOW);
    }

    static Failure failure(FailureCode code) {
        return Failure.of(code, "said the ledger");
    }

    static TreasuryStop stopBecause(FailureCode code) {
        return new TreasuryStop(failure(code), NOW);
    }

    // assets and registers

    static Asset candidate() {
        return candidate(TokenId.of(Ids.entity()));
    }

    static Asset candidate(TokenId token) {
        return new Asset(
                new AssetId(UUID.randomUUID()),
                token,
                "Acme Share",
                "ACME",
                1_000_000,
                2,
                AccountId.of(Ids.entity()),
                TokenId.of(Ids.entity()),
                6,
                null,
                null,
                false,
                true,
                null,
                null,
                null,
                NOW,
                NOW);
    }

    Asset asset() {
        return store.importAsset(candidate()).value();
    }

    Asset assetWith(RegisterLines lines) {
        Asset asset = asset();
        register(asset, lines);
        return asset;
    }

    void register(Asset asset, RegisterLines lines) {
        assertThat(store.replaceRegister(asset.id(), staged(lines), lines.size(), act("import")))
                .isEqualTo(lines.size());
    }

    StagingId staged(RegisterLines lines) {
        StagingId staging = new StagingId(UUID.randomUUID());
        store.stage(staging, lines.lines());
        return staging;
    }

    // distributions

    Distribution declare(Declaration declaration) {
        Distribution declared =
                store.create(declaration.candidate(), declaration.excluded()).value();
        // These tests speak with no ledger; what the followed history forbids has tests of its own.
        store.keepsNoHistory(declared.treasury(), act("no ledger"));
        return declared;
    }

    /** Planned on the asset's register as it stands. */
    Distribution plan(Distribution distribution, long total, int holdersPerBatch) {
        return store.commitPlan(distribution.id(), REGISTER, order(distribution, total, holdersPerBatch), act("plan"))
                .value();
    }

    PlanOrder order(Distribution distribution, long total, int holdersPerBatch) {
        return new PlanOrder(total, store.eligibility(distribution.id(), REGISTER), holdersPerBatch);
    }

    /** Equal holders, due {@link #SHARE} each; no money reserved yet. */
    Distribution planned(int holders, int holdersPerBatch) {
        return planned(assetWith(RegisterLines.equal(holders)), holders, holdersPerBatch);
    }

    Distribution planned(Asset asset, int holders, int holdersPerBatch) {
        return plan(declare(Declaration.of(asset).fixed()), holders * SHARE, holdersPerBatch);
    }

    /** Equal holders, due {@link #SHARE} each, money reserved: batches may be claimed. */
    Distribution started(int holders, int holdersPerBatch) {
        return reserved(planned(holders, holdersPerBatch));
    }

    Distribution reserved(Distribution distribution) {
        assertThat(reserve(distribution, PLENTY)).isEqualTo(new ReserveResult.Reserved());
        return read(distribution);
    }

    ReserveResult reserve(Distribution distribution, long balance) {
        return store.reserve(distribution.id(), store.obligations(distribution.treasury()), balance, act("reserve"));
    }

    Distribution read(Distribution distribution) {
        return store.distribution(distribution.id()).orElseThrow();
    }

    // what is stored

    List<StatementLine> statement(Distribution distribution) {
        return implementation.statement(store, distribution.id());
    }

    StatementLine line(Distribution distribution, AccountId account) {
        return statement(distribution).stream()
                .filter(line -> line.account().equals(account))
                .findAny()
                .orElseThrow();
    }

    List<BatchPayout> batches(Distribution distribution) {
        return implementation.batches(store, distribution.id());
    }

    BatchPayout batch(Distribution distribution, BatchId id) {
        return batches(distribution).stream()
                .filter(batch -> batch.id().equals(id))
                .findAny()
                .orElseThrow();
    }

    List<PaymentAttempt> attempts(Distribution distribution) {
        return implementation.attempts(store, distribution.id());
    }

    List<AuditEvent> audit(String subject, Object subjectId) {
        return implementation.audit(store, subject, subjectId.toString());
    }

    Worker worker(Distribution distribution) {
        return Worker.patient(store, distribution.id());
    }

    Worker crashingWorker(Distribution distribution) {
        return Worker.crashing(store, distribution.id());
    }
}
