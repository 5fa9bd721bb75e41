package io.masspayout.engine;

import io.masspayout.ledger.Signed;
import io.masspayout.model.AccountId;
import io.masspayout.model.BatchId;
import io.masspayout.model.Failure;
import io.masspayout.store.BatchStore;
import io.masspayout.store.DraftedTransaction;
import io.masspayout.store.IntentResult;
import io.masspayout.store.Lease;
import io.masspayout.store.SettleResult;
import io.masspayout.store.Settlement;
import io.masspayout.store.StoreUnavailableException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down steps of many batches together, and one by one when the store refuses the group: one bad answer never hides good ones. The
 * batch whose step is refused alone, too, is set aside with the reason: it keeps its state and its money, and another run looks at it later.
 */
final class Recording {

    private static final Logger log = LoggerFactory.getLogger(Recording.class);

    private final BatchStore store;
    private final Lease lease;

    Recording(BatchStore store, Lease lease) {
        this.store = store;
        this.lease = lease;
    }

    /** What became of each settlement; a batch that was set aside has no answer. */
    Map<BatchId, SettleResult> settle(Map<BatchId, Settlement> settlements, Instant now) {
        return together(settlements, some -> store.settle(lease, some.values(), now), now);
    }

    /** What became of each intent; a batch that was set aside has no answer. */
    Map<BatchId, IntentResult> intend(Map<BatchId, Signed> signed, Instant now) {
        return together(signed, some -> store.intend(lease, some.values()), now);
    }

    /** The batches whose id and body are stored. */
    Set<BatchId> allocate(Map<BatchId, DraftedTransaction> drafted, Instant now) {
        return together(drafted, some -> marked(store.allocate(lease, some.values())), now)
                .keySet();
    }

    /** The batches from which holders were taken. */
    Set<BatchId> screenOut(Map<BatchId, Map<AccountId, Failure>> unable, Instant now) {
        return together(unable, some -> marked(store.screenOut(lease, some, now)), now)
                .keySet();
    }

    /** Sets a batch aside that cannot go on now, for a reason that time alone does not mend. */
    void park(BatchId id, RuntimeException cause, Instant now) {
        log.error("batch {} is set aside, as its step was refused; it stays as it is", id, cause);
        String message = cause.getMessage();
        store.park(lease, id, message == null ? cause.toString() : message, now);
    }

    private <T, R> Map<BatchId, R> together(
            Map<BatchId, T> group, Function<Map<BatchId, T>, Map<BatchId, R>> verb, Instant now) {
        try {
            return verb.apply(group);
        } catch (StoreUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            if (group.size() > 1) {
                log.warn("the store refused {} batches together; recorded one by one", group.size(), e);
            }
            return oneByOne(group, verb, now);
        }
    }

    private <T, R> Map<BatchId, R> oneByOne(
            Map<BatchId, T> group, Function<Map<BatchId, T>, Map<BatchId, R>> verb, Instant now) {
        Map<BatchId, R> results = new LinkedHashMap<>();
        group.forEach((id, one) -> {
            try {
                results.putAll(verb.apply(Map.of(id, one)));
            } catch (StoreUnavailableException e) {
                throw e;
            } catch (RuntimeException e) {
                park(id, e, now);
            }
        });
        return results;
    }

    private static Map<BatchId, Boolean> marked(Set<BatchId> batches) {
        Map<BatchId, Boolean> marked = new HashMap<>();
        batches.forEach(id -> marked.put(id, true));
        return marked;
    }
}
