package io.masspayout.jooq;

import io.masspayout.model.AccountId;
import io.masspayout.model.Asset;
import io.masspayout.model.AssetId;
import io.masspayout.model.BatchPayout;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.model.Holder;
import io.masspayout.model.HolderStatus;
import io.masspayout.model.IdSource;
import io.masspayout.model.TimeOrderedIds;
import io.masspayout.store.AuditEvent;
import io.masspayout.store.DistributionDetails;
import io.masspayout.store.DistributionFilter;
import io.masspayout.store.NumberedPage;
import io.masspayout.store.Page;
import io.masspayout.store.PageRequest;
import io.masspayout.store.PaymentAttempt;
import io.masspayout.store.PayoutQueries;
import io.masspayout.store.PayoutStore;
import io.masspayout.store.StatementLine;
import java.security.SecureRandom;
import java.sql.Connection;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jooq.ExecuteListenerProvider;
import org.jooq.conf.MappedSchema;
import org.jooq.conf.RenderMapping;
import org.jooq.conf.Settings;

/**
 * The store on PostgreSQL 13 and later. Each verb is one database transaction with its own isolation level and durability, whatever
 * the pool's are. Safe for use by many threads and processes; holds no connection between calls.
 */
public final class JooqPayoutStore extends DueVerbs implements PayoutStore {

    private final Settings settings;
    private final IdSource ids;
    private final ExecuteListenerProvider[] listeners;
    private final PayoutQueries queries;

    private JooqPayoutStore(
            Transactions transactions, Settings settings, IdSource ids, ExecuteListenerProvider... listeners) {
        super(
                transactions,
                ids,
                connection -> new JooqPayoutStore(
                        Transactions.joining(connection, settings, listeners), settings, ids, listeners));
        this.settings = settings;
        this.ids = ids;
        this.listeners = listeners;
        this.queries = new PostgresQueries(transactions, ProgressVerbs::read);
    }

    /**
     * A store on schema {@code public}, which is brought up to this library's version first.
     *
     * @param dataSource pooled or not; two connections are never needed at once
     * @throws io.masspayout.store.StoreUnavailableException when the database cannot answer
     */
    public static JooqPayoutStore create(DataSource dataSource) {
        return builder(dataSource).build();
    }

    /** A store with other options than {@link #create}'s. */
    public static Builder builder(DataSource dataSource) {
        return new Builder(dataSource);
    }

    /**
     * The same verbs inside a transaction of the host: what the host rolls back has never been. Never commits and never closes the
     * connection; a verb that throws leaves the host's transaction as it was before the call. The host's isolation level and durability
     * hold, and nothing is tried again after a lost race: in a REPEATABLE READ or SERIALIZABLE transaction whose snapshot is older than what
     * another one has written, a verb throws {@link io.masspayout.store.ConflictException}, and the host begins its transaction again. Numbers that
     * such a transaction reads, of batches in flight for instance, are those of its snapshot. Meant for declaring and planning; for the verbs that move money the
     * intent must be committed before anything is sent, which only {@link #create}'s store makes sure of.
     *
     * @param connection with autocommit off; used by one thread at a time
     */
    public PayoutStore joining(Connection connection) {
        Objects.requireNonNull(connection, "connection");
        return new JooqPayoutStore(Transactions.joining(connection, settings, listeners), settings, ids, listeners);
    }

    /** Collects the options of a store. Not thread-safe. */
    public static final class Builder {

        private final DataSource dataSource;
        private SchemaName schema = SchemaName.PUBLIC;
        private SchemaMode mode = SchemaMode.MIGRATE;
        private IdSource ids = new TimeOrderedIds(InstantSource.system(), new SecureRandom());
        private ExecuteListenerProvider[] listeners = {};

        private Builder(DataSource dataSource) {
            this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
        }

        /** In which schema the tables are; several stores may work side by side in schemas of their own. */
        public Builder schema(String name) {
            this.schema = new SchemaName(name);
            return this;
        }

        /** What {@link #build} does about the schema; {@link SchemaMode#MIGRATE} unless said otherwise. */
        public Builder schemaMode(SchemaMode mode) {
            this.mode = Objects.requireNonNull(mode, "mode");
            return this;
        }

        /** Where ids of new rows come from. They must be time-ordered: the history of a subject is read in their order. */
        public Builder ids(IdSource ids) {
            this.ids = Objects.requireNonNull(ids, "ids");
            return this;
        }

        /** Told of each statement; for tests and diagnosis. */
        Builder listeners(ExecuteListenerProvider... listeners) {
            this.listeners = listeners.clone();
            return this;
        }

        /**
         * Prepares the schema as the mode says, and makes the store.
         *
         * @throws io.masspayout.store.StoreUnavailableException when the database cannot answer
         */
        public JooqPayoutStore build() {
            MassPayoutSchema.of(dataSource, schema.value()).prepare(mode);
            Settings settings = settings(schema);
            return new JooqPayoutStore(Transactions.of(dataSource, settings, listeners), settings, ids, listeners);
        }
    }

    /** The generated tables are in no schema; every name in a statement gets the store's. */
    static Settings settings(SchemaName schema) {
        return new Settings()
                .withRenderMapping(new RenderMapping()
                        .withSchemata(new MappedSchema().withInput("").withOutput(schema.value())))
                .withExecuteLogging(false);
    }

    @Override
    public Page<Asset> assets(PageRequest page) {
        return queries.assets(page);
    }

    @Override
    public Page<Distribution> distributions(DistributionFilter filter, PageRequest page) {
        return queries.distributions(filter, page);
    }

    @Override
    public NumberedPage<Distribution> distributions(DistributionFilter filter, int page, int limit) {
        return queries.distributions(filter, page, limit);
    }

    @Override
    public Optional<Distribution> distributionByKey(String idempotencyKey) {
        return queries.distributionByKey(idempotencyKey);
    }

    @Override
    public Optional<DistributionDetails> distributionDetails(DistributionId id, int limit) {
        return queries.distributionDetails(id, limit);
    }

    @Override
    public List<Distribution> pendingScheduled(Instant now, int limit) {
        return queries.pendingScheduled(now, limit);
    }

    @Override
    public Page<Distribution> madeBy(DistributionId template, PageRequest page) {
        return queries.madeBy(template, page);
    }

    @Override
    public Page<Holder> holders(DistributionId id, Optional<HolderStatus> status, PageRequest page) {
        return queries.holders(id, status, page);
    }

    @Override
    public Page<Holder> register(AssetId id, PageRequest page) {
        return queries.register(id, page);
    }

    @Override
    public Optional<Holder> holder(DistributionId id, AccountId account) {
        return queries.holder(id, account);
    }

    @Override
    public Page<BatchPayout> batches(DistributionId id, PageRequest page) {
        return queries.batches(id, page);
    }

    @Override
    public Page<PaymentAttempt> attempts(DistributionId id, Optional<AccountId> account, PageRequest page) {
        return queries.attempts(id, account, page);
    }

    @Override
    public Page<AuditEvent> audit(String subject, String subjectId, PageRequest page) {
        return queries.audit(subject, subjectId, page);
    }

    @Override
    public long statement(DistributionId id, Consumer<StatementLine> lines) {
        return queries.statement(id, lines);
    }
}
