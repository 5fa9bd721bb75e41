package io.masspayout.hedera.screening;

import io.masspayout.hedera.mirror.MirrorAccount;
import io.masspayout.hedera.mirror.MirrorClient;
import io.masspayout.ledger.PaymentLedger;
import io.masspayout.model.AccountId;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.TokenId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says which recipients cannot be paid now. One bad recipient fails a whole transfer, fees charged, and the ledger does not say
 * which; asking the mirror node first costs nothing. It lags the ledger by seconds, so this spares failures and promises nothing.
 *
 * <p>Safe for use by many threads. Throws {@link io.masspayout.ledger.LedgerUnavailableException} when the mirror does not answer.
 */
public final class RecipientScreening {

    private final MirrorClient mirror;
    private final InstantSource clock;
    private final RecentlyGood recentlyGood;

    public RecipientScreening(MirrorClient mirror, InstantSource clock) {
        this.mirror = Objects.requireNonNull(mirror, "mirror");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.recentlyGood = new RecentlyGood(clock);
    }

    /**
     * Screens recipients, except for those that were good a short while ago.
     *
     * @param token what is to be paid; {@code null} for HBAR
     * @param recipients at most {@link PaymentLedger#MAX_ACCOUNTS_PER_CALL}
     * @return an entry for each who cannot be paid
     */
    public Map<AccountId, Failure> screen(@Nullable TokenId token, Collection<AccountId> recipients) {
        List<AccountId> unknown = recipients.stream()
                .filter(recipient -> !recentlyGood.contains(token, recipient))
                .toList();
        return screenFresh(token, unknown);
    }

    /** {@link #screen} of everybody, whatever was seen before: for finding out who made a transaction fail. */
    public Map<AccountId, Failure> screenFresh(@Nullable TokenId token, Collection<AccountId> recipients) {
        Set<AccountId> distinct = new LinkedHashSet<>(recipients);
        if (distinct.size() > PaymentLedger.MAX_ACCOUNTS_PER_CALL) {
            throw new IllegalArgumentException(distinct.size() + " recipients at once; at most "
                    + PaymentLedger.MAX_ACCOUNTS_PER_CALL + " are screened");
        }
        if (distinct.isEmpty()) {
            return Map.of();
        }
        Instant asked = clock.instant();
        Map<AccountId, Failure> failures = new LinkedHashMap<>();
        Map<AccountId, MirrorAccount> accounts = find(distinct);
        Map<AccountId, MirrorAccount> standing = new LinkedHashMap<>();
        for (AccountId recipient : distinct) {
            MirrorAccount account = accounts.get(recipient);
            Failure failure = obstacle(recipient, account);
            if (failure != null) {
                failures.put(recipient, failure);
            } else if (account != null) {
                standing.put(recipient, account);
            }
        }
        if (token != null && !standing.isEmpty()) {
            failures.putAll(new TokenAcceptance(mirror, token).obstacles(standing));
        }
        for (AccountId recipient : distinct) {
            if (failures.containsKey(recipient)) {
                recentlyGood.remove(token, recipient);
            } else {
                recentlyGood.add(token, recipient, asked);
            }
        }
        return failures;
    }

    private Map<AccountId, MirrorAccount> find(Set<AccountId> recipients) {
        Map<AccountId, MirrorAccount> found = new HashMap<>();
        List<String> ids = new ArrayList<>();
        for (AccountId recipient : recipients) {
            if (recipient.value().startsWith("0x")) {
                // An address is still an address only while it is nobody's, so these are few.
                mirror.account(recipient.value()).ifPresent(account -> found.put(recipient, account));
            } else {
                ids.add(recipient.value());
            }
        }
        mirror.accounts(ids).forEach((id, account) -> found.put(AccountId.of(id), account));
        return found;
    }

    private static @Nullable Failure obstacle(AccountId recipient, @Nullable MirrorAccount account) {
        if (account == null) {
            return Failure.of(FailureCode.ACCOUNT_NOT_FOUND, recipient + " is not known to the mirror node");
        }
        if (account.deleted()) {
            return Failure.of(FailureCode.ACCOUNT_DELETED, recipient + " was deleted");
        }
        if (account.receiverSignatureRequired()) {
            return Failure.of(FailureCode.RECEIVER_SIGNATURE_REQUIRED, recipient + " must sign whatever it receives");
        }
        return null;
    }
}
