package io.masspayout.testing;

import io.masspayout.ledger.HolderBalance;
import io.masspayout.model.AccountId;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.model.PayoutTerms;
import io.masspayout.model.Plan;
import io.masspayout.model.SkipReason;
import io.masspayout.money.Allocation;
import io.masspayout.store.Act;
import io.masspayout.store.ConflictException;
import io.masspayout.store.Created;
import io.masspayout.store.Eligibility;
import io.masspayout.store.PlanDraft;
import io.masspayout.store.PlanOrder;
import io.masspayout.store.PlanSource;
import io.masspayout.store.StagedHolder;
import io.masspayout.store.StalePlanException;
import io.masspayout.store.UnbalancedBooksException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Turns a source of holders into shares and batches. */
final class Planner {

    private final Tables tables;
    private final Registers registers;

    Planner(Tables tables, Registers registers) {
        this.tables = tables;
        this.registers = registers;
    }

    Eligibility eligibility(DistributionId id, PlanSource source) {
        DistributionRow row = tables.distribution(id);
        return eligibility(row, rows(row, source));
    }

    PlanDraft draft(DistributionId id, PlanSource source, PlanOrder order, Instant now) {
        DistributionRow row = tables.distribution(id);
        Collection<PlannedShare> shares = shares(row, source, order);
        Map<SkipReason, Long> skipped = new EnumMap<>(SkipReason.class);
        long smallest = Long.MAX_VALUE;
        long largest = 0;
        for (PlannedShare share : shares) {
            if (share.skipReason() != null) {
                skipped.merge(share.skipReason(), 1L, Long::sum);
            } else {
                smallest = Math.min(smallest, share.due());
                largest = Math.max(largest, share.due());
            }
        }
        return new PlanDraft(plan(shares, order, now), skipped, largest == 0 ? 0 : smallest, largest);
    }

    Optional<PlanDraft> written(DistributionId id) {
        DistributionRow row = tables.distribution(id);
        Plan plan = row.toRecord().plan();
        if (plan == null) {
            return Optional.empty();
        }
        Map<SkipReason, Long> skipped = new EnumMap<>(SkipReason.class);
        LongSummaryStatistics due = new LongSummaryStatistics();
        for (HolderRow holder : row.holders.values()) {
            SkipReason reason = holder.skipReason();
            if (reason == null) {
                due.accept(holder.due());
            } else {
                skipped.merge(reason, 1L, Long::sum);
            }
        }
        boolean nobody = due.getCount() == 0;
        return Optional.of(new PlanDraft(plan, skipped, nobody ? 0 : due.getMin(), nobody ? 0 : due.getMax()));
    }

    Created<Distribution> commit(DistributionId id, PlanSource source, PlanOrder order, Act act) {
        DistributionRow row = tables.distribution(id);
        if (row.isPlanned()) {
            return new Created<>(row.toRecord(), false);
        }
        if (!row.status().isNotStarted()) {
            throw new ConflictException(
                    "distribution " + id + " is " + row.status() + "; only a PENDING one can be planned");
        }
        Collection<PlannedShare> shares = shares(row, source, order);
        Plan plan = plan(shares, order, act.at());
        List<HolderRow> payable = new ArrayList<>();
        for (PlannedShare share : shares) {
            HolderRow holder = HolderRow.of(share);
            row.holders.put(holder.account(), holder);
            if (share.isPaid()) {
                payable.add(holder);
            }
        }
        chunks(payable, order.holdersPerBatch()).forEach(chunk -> tables.newBatch(row, chunk, 0, null));
        if (row.owed() != plan.payable() || row.batches.size() != plan.batches()) {
            throw new UnbalancedBooksException("the batches of distribution " + id + " are to pay " + row.owed()
                    + " but its plan " + plan.payable());
        }
        row.plan(plan);
        source.staging().ifPresent(registers::discardStaging);
        tables.audit(Tables.DISTRIBUTION, id, "planned", null, plan.hash(), act);
        return new Created<>(row.toRecord(), true);
    }

    /** Lists of at most so many, in the same order. */
    static <T> List<List<T>> chunks(List<T> all, int size) {
        List<List<T>> chunks = new ArrayList<>();
        for (int from = 0; from < all.size(); from += size) {
            chunks.add(List.copyOf(all.subList(from, Math.min(all.size(), from + size))));
        }
        return chunks;
    }

    private NavigableMap<AccountId, StagedHolder> rows(DistributionRow row, PlanSource source) {
        return Registers.byAccount(source.<Collection<StagedHolder>>match(
                register -> registers.register(row.declared().assetId()), staged -> staged(row, staged)));
    }

    private Collection<StagedHolder> staged(DistributionRow row, PlanSource.Staged staged) {
        Collection<StagedHolder> rows = registers.staged(staged.stagingId());
        if (rows.size() != staged.rows()) {
            throw new StalePlanException(row.id(), rows.size() + " holders are staged and not " + staged.rows());
        }
        return rows;
    }

    List<HolderBalance> unknownAccounts(DistributionId id, PlanSource source, int limit) {
        DistributionRow row = tables.distribution(id);
        return rows(row, source).values().stream()
                .filter(holder -> reasonToSkip(row, holder) == SkipReason.NO_ACCOUNT)
                .limit(limit)
                .map(holder -> new HolderBalance(holder.accountAsGiven(), holder.balance()))
                .toList();
    }

    private Eligibility eligibility(DistributionRow row, NavigableMap<AccountId, StagedHolder> rows) {
        Map<SkipReason, Long> skipped = new EnumMap<>(SkipReason.class);
        long eligible = 0;
        BigInteger balance = BigInteger.ZERO;
        for (StagedHolder holder : rows.values()) {
            SkipReason reason = reasonToSkip(row, holder);
            if (reason != null) {
                skipped.merge(reason, 1L, Long::sum);
            } else {
                eligible++;
                balance = balance.add(BigInteger.valueOf(holder.balance()));
            }
        }
        return new Eligibility(rows.size(), skipped, eligible, balance);
    }

    private @Nullable SkipReason reasonToSkip(DistributionRow row, StagedHolder holder) {
        boolean unissued = !row.declared().terms().payTokenTreasury()
                && holder.account()
                        .equals(tables.asset(row.declared().assetId()).tokenTreasury());
        if (unissued || holder.account().equals(row.treasury().account())) {
            return SkipReason.TREASURY;
        }
        if (row.excluded().contains(holder.account())) {
            return SkipReason.EXCLUDED;
        }
        if (holder.balance() == 0) {
            return SkipReason.ZERO_BALANCE;
        }
        return holder.exists() || row.declared().terms().createAccounts() ? null : SkipReason.NO_ACCOUNT;
    }

    private Collection<PlannedShare> shares(DistributionRow row, PlanSource source, PlanOrder order) {
        NavigableMap<AccountId, StagedHolder> rows = rows(row, source);
        Eligibility now = eligibility(row, rows);
        if (!now.equals(order.eligibility())) {
            throw new StalePlanException(row.id(), "planned on " + order.eligibility() + " but there is " + now);
        }
        PayoutTerms terms = row.declared().terms();
        NavigableMap<AccountId, PlannedShare> shares = new TreeMap<>();
        List<StagedHolder> eligible = new ArrayList<>();
        for (StagedHolder holder : rows.values()) {
            SkipReason reason = reasonToSkip(row, holder);
            if (reason != null) {
                shares.put(holder.account(), PlannedShare.skipped(holder, reason));
            } else {
                eligible.add(holder);
            }
        }
        long[] units = split(order.total(), eligible, terms);
        for (int i = 0; i < units.length; i++) {
            StagedHolder holder = eligible.get(i);
            shares.put(holder.account(), share(holder, units[i], terms.minimumPayment()));
        }
        return shares.values();
    }

    private static long[] split(long total, List<StagedHolder> eligible, PayoutTerms terms) {
        if (eligible.isEmpty()) {
            return new long[0]; // nobody to share it with: all of it is retained
        }
        long[] weights = eligible.stream()
                .mapToLong(holder -> terms.payoutType().isByBalance() ? holder.balance() : 1)
                .toArray();
        return Allocation.split(total, weights, terms.remainderPolicy());
    }

    private static PlannedShare share(StagedHolder holder, long units, long minimum) {
        if (units == 0) {
            return PlannedShare.skipped(holder, SkipReason.ZERO_SHARE);
        }
        return units < minimum
                ? PlannedShare.skipped(holder, SkipReason.BELOW_MINIMUM)
                : PlannedShare.paid(holder, units);
    }

    private static Plan plan(Collection<PlannedShare> shares, PlanOrder order, Instant plannedAt) {
        List<PlannedShare> paid = shares.stream().filter(PlannedShare::isPaid).toList();
        long payable = paid.stream().mapToLong(PlannedShare::due).reduce(0, Math::addExact);
        return new Plan(
                order.total(),
                payable,
                Math.subtractExact(order.total(), payable),
                paid.size(),
                shares.size() - (long) paid.size(),
                chunks(paid, order.holdersPerBatch()).size(),
                PlanHash.of(paid),
                plannedAt);
    }
}
