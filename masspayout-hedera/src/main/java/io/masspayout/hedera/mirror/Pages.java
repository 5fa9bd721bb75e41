package io.masspayout.hedera.mirror;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An answer that comes in pages, each fetched when it is asked for. Not thread-safe.
 *
 * @param <T> what a page holds
 */
public interface Pages<T> {

    /**
     * The next page. It may be empty while more follow: only the mirror's link says whether there are more, never a page's size.
     *
     * @return empty after the last page
     * @throws io.masspayout.ledger.LedgerUnavailableException when the page cannot be read now; calling again asks for the same page
     * @throws MirrorRequestException when the mirror refuses the request
     */
    Optional<List<T>> next();

    /** All that is left, in memory: for answers that are known to be small. Throws as {@link #next} does. */
    default List<T> rest() {
        List<T> all = new ArrayList<>();
        for (Optional<List<T>> page = next(); page.isPresent(); page = next()) {
            all.addAll(page.get());
        }
        return all;
    }
}
