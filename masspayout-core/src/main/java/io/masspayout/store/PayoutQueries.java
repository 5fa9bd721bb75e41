package io.masspayout.store;

import io.masspayout.model.AccountId;
import io.masspayout.model.Asset;
import io.masspayout.model.AssetId;
import io.masspayout.model.BatchPayout;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.model.Holder;
import io.masspayout.model.HolderStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Lists and reports. They read only, and see only what is committed. */
public interface PayoutQueries {

    /** Assets, oldest first. */
    Page<Asset> assets(PageRequest page);

    /** Distributions that match, newest first. */
    Page<Distribution> distributions(DistributionFilter filter, PageRequest page);

    /** Distributions that match, newest first, by page number from 1. */
    NumberedPage<Distribution> distributions(DistributionFilter filter, int page, int limit);

    /** A distribution by its idempotency key. */
    Optional<Distribution> distributionByKey(String idempotencyKey);

    /** A distribution with its relations, as the request's {@code findById} has them, but bounded. */
    Optional<DistributionDetails> distributionDetails(DistributionId id, int limit);

    /** SCHEDULED distributions that are PENDING and whose time has come, in the order of their times. */
    List<Distribution> pendingScheduled(Instant now, int limit);

    /** What a recurring or automatic distribution has made, oldest first. */
    Page<Distribution> madeBy(DistributionId template, PageRequest page);

    /** Holders of a distribution by account id, all or those of one status. */
    Page<Holder> holders(DistributionId id, Optional<HolderStatus> status, PageRequest page);

    /** The asset's current register by account id. */
    Page<Holder> register(AssetId id, PageRequest page);

    /** What one account got from a distribution. */
    Optional<Holder> holder(DistributionId id, AccountId account);

    /** Batches of a distribution by number. */
    Page<BatchPayout> batches(DistributionId id, PageRequest page);

    /** How holders left batches unpaid, oldest first; of one account or of all. */
    Page<PaymentAttempt> attempts(DistributionId id, Optional<AccountId> account, PageRequest page);

    /** The audit trail of one subject, oldest first. */
    Page<AuditEvent> audit(String subject, String subjectId, PageRequest page);

    /**
     * Streams every holder of a distribution, by account id, in constant memory, from one snapshot of the database.
     *
     * @return how many lines there were
     */
    long statement(DistributionId id, Consumer<StatementLine> lines);
}
