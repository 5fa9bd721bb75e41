package io.masspayout.hedera.screening;

import io.masspayout.hedera.mirror.MirrorAccount;
import io.masspayout.hedera.mirror.MirrorClient;
import io.masspayout.hedera.mirror.MirrorToken;
import io.masspayout.hedera.mirror.TokenRelationship;
import io.masspayout.ledger.LedgerUnavailableException;
import io.masspayout.model.AccountId;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.TokenId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether accounts that exist could take a token. A transfer associates by itself an account with a free slot (HIP-23, HIP-904), but
 * never with a token that has a KYC key or freezes by default.
 */
final class TokenAcceptance {

    private final MirrorClient mirror;
    private final MirrorToken token;

    TokenAcceptance(MirrorClient mirror, TokenId token) {
        this.mirror = mirror;
        this.token = mirror.token(token.value())
                .orElseThrow(() -> new LedgerUnavailableException(
                        "the mirror node does not know the token " + token + " (yet); check its id", null));
    }

    /** Those who could not take it, by the ids they are called by here. */
    Map<AccountId, Failure> obstacles(Map<AccountId, MirrorAccount> recipients) {
        Map<String, TokenRelationship> relationships = mirror.relationships(
                token.tokenId(),
                recipients.values().stream()
                        .filter(this::needsLook)
                        .map(MirrorAccount::account)
                        .toList());
        Map<AccountId, Failure> failures = new HashMap<>();
        Map<AccountId, MirrorAccount> withSlots = new HashMap<>();
        recipients.forEach((recipient, account) -> {
            TokenRelationship relationship = relationships.get(account.account());
            boolean associated = relationship != null || (isListed(account) && !needsLook(account));
            if (!associated) {
                if (slotsHelp(account)) {
                    withSlots.put(recipient, account);
                } else {
                    failures.put(recipient, notAssociated(recipient, account));
                }
            } else if (relationship != null && relationship.frozen()) {
                failures.put(
                        recipient,
                        Failure.of(FailureCode.ACCOUNT_FROZEN, recipient + " is frozen for " + token.tokenId()));
            } else if (relationship != null && relationship.kycMissing()) {
                failures.put(
                        recipient,
                        Failure.of(FailureCode.KYC_NOT_GRANTED, recipient + " has no KYC for " + token.tokenId()));
            }
        });
        failures.putAll(withoutFreeSlot(withSlots));
        return failures;
    }

    /** Only its own relationship tells: whether it is frozen or known, or, where its list of tokens is cut off, associated at all. */
    private boolean needsLook(MirrorAccount account) {
        return account.isAssociatedWith(token.tokenId())
                .map(associated -> associated && (token.hasFreezeKey() || token.hasKycKey()))
                .orElse(true);
    }

    private boolean isListed(MirrorAccount account) {
        return account.tokens().containsKey(token.tokenId());
    }

    private boolean slotsHelp(MirrorAccount account) {
        return account.maxAutomaticAssociations() != 0 && !token.hasKycKey() && !token.freezeDefault();
    }

    private Map<AccountId, Failure> withoutFreeSlot(Map<AccountId, MirrorAccount> recipients) {
        List<String> limited = new ArrayList<>();
        recipients.values().forEach(account -> {
            if (account.maxAutomaticAssociations() != MirrorAccount.UNLIMITED) {
                limited.add(account.account());
            }
        });
        Map<String, Integer> used = mirror.automaticAssociationsUsed(limited);
        Map<AccountId, Failure> failures = new HashMap<>();
        recipients.forEach((recipient, account) -> {
            Integer taken = used.get(account.account());
            if (taken != null && taken >= account.maxAutomaticAssociations()) {
                failures.put(recipient, notAssociated(recipient, account));
            }
        });
        return failures;
    }

    private Failure notAssociated(AccountId recipient, MirrorAccount account) {
        String why = account.maxAutomaticAssociations() == 0
                ? "takes none by itself"
                : slotsHelp(account)
                        ? "has used up its " + account.maxAutomaticAssociations() + " automatic associations"
                        : "cannot be associated automatically with a token that has a KYC key or freezes by default";
        return Failure.of(
                FailureCode.NOT_ASSOCIATED, recipient + " is not associated with " + token.tokenId() + " and " + why);
    }
}
