package io.masspayout.hedera.screening;

import io.masspayout.model.AccountId;
import io.masspayout.model.TokenId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Remembers for a short time who could be paid. Safe for use by many threads. */
final class RecentlyGood {

    /**
     * How long: a plan is screened, then each of its batches, within about this time; and an account that goes bad within it costs no
     * more than one failed transaction.
     */
    static final Duration GOOD_FOR = Duration.ofMinutes(1);

    /** Most entries: the recipients that a mirror node's rate allows to be screened within that time, some 10 MiB. */
    static final int MOST_REMEMBERED = 100_000;

    private record Key(@Nullable TokenId token, AccountId account) {}

    private final InstantSource clock;

    private final Map<Key, Instant> seen = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Instant> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    RecentlyGood(InstantSource clock) {
        this.clock = clock;
    }

    synchronized boolean contains(@Nullable TokenId token, AccountId account) {
        Instant at = seen.get(new Key(token, account));
        if (at == null) {
            return false;
        }
        Duration age = Duration.between(at, clock.instant());
        return !age.isNegative() && age.compareTo(GOOD_FOR) <= 0;
    }

    /**
     * Remembers an account.
     *
     * @param asked when the question was asked, which is not after what the answer says
     */
    synchronized void add(@Nullable TokenId token, AccountId account, Instant asked) {
        Key key = new Key(token, account);
        seen.remove(key);
        seen.put(key, asked);
    }

    synchronized void remove(@Nullable TokenId token, AccountId account) {
        seen.remove(new Key(token, account));
    }
}
