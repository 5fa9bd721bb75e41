package io.masspayout.hedera.holders;

import io.masspayout.hedera.mirror.EvmAddress;
import io.masspayout.hedera.mirror.MirrorAccount;
import io.masspayout.hedera.mirror.MirrorClient;
import io.masspayout.hedera.mirror.Pages;
import io.masspayout.hedera.mirror.TokenTransfer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Adds up a token's transfers of some time by account. */
final class TransferReplay {

    /** Accounts known by an address of their own are looked up one by one; the last of these are kept, about 10 MiB of them. */
    private static final int ADDRESSES_KEPT = 50_000;

    private final MirrorClient mirror;
    private final String tokenId;
    private final Realm realm;

    private final Map<EvmAddress, Long> resolved = new RecentlyUsed();

    private static final class RecentlyUsed extends LinkedHashMap<EvmAddress, Long> {

        private static final long serialVersionUID = 1L;

        RecentlyUsed() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<EvmAddress, Long> eldest) {
            return size() > ADDRESSES_KEPT;
        }
    }

    TransferReplay(MirrorClient mirror, String tokenId, Realm realm) {
        this.mirror = mirror;
        this.tokenId = tokenId;
        this.realm = realm;
    }

    /** The changes by all transfers in ({@code after}, {@code until}]. */
    BalanceChanges between(Instant after, Instant until) {
        BalanceChanges changes = new BalanceChanges();
        Pages<TokenTransfer> pages = mirror.transfers(tokenId, after, until);
        for (Optional<List<TokenTransfer>> page = pages.next(); page.isPresent(); page = pages.next()) {
            for (TokenTransfer transfer : page.get()) {
                apply(transfer, changes);
            }
        }
        return changes;
    }

    private void apply(TokenTransfer transfer, BalanceChanges changes) {
        try {
            if (!transfer.from().equals(EvmAddress.NOBODY)) {
                changes.add(number(transfer.from()), -transfer.amount());
            }
            if (!transfer.to().equals(EvmAddress.NOBODY)) {
                changes.add(number(transfer.to()), transfer.amount());
            }
        } catch (ArithmeticException e) {
            throw new InexactBalancesException(
                    "the transfers of token " + tokenId + " add up to more than 64 bits for one account");
        }
    }

    private long number(EvmAddress address) {
        OptionalLong number = address.accountNumber();
        return number.isPresent() ? number.getAsLong() : resolved.computeIfAbsent(address, this::lookUp);
    }

    private long lookUp(EvmAddress address) {
        MirrorAccount account = mirror.account(address.hex())
                .orElseThrow(() -> new InexactBalancesException("a transfer of token " + tokenId + " names the address "
                        + address + ", which is no account's that the mirror node knows"));
        return realm.number(account.account());
    }
}
