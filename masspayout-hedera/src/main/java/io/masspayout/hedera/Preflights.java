package io.masspayout.hedera;

import io.masspayout.hedera.mirror.MirrorAccount;
import io.masspayout.hedera.mirror.MirrorClient;
import io.masspayout.hedera.screening.TreasuryScreening;
import io.masspayout.hedera.transaction.NativeCurrency;
import io.masspayout.ledger.Preflight;
import io.masspayout.model.AccountId;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.Treasury;
import java.util.List;
import java.util.Optional;

/** What the mirror node says of a treasury, and of the account that pays its fees, before anything is sent. */
final class Preflights {

    private final MirrorClient mirror;
    private final TreasuryScreening screening;
    private final Signatories signatories;
    private final String operator;
    private final long maxFee;

    Preflights(
            MirrorClient mirror, TreasuryScreening screening, Signatories signatories, String operator, long maxFee) {
        this.mirror = mirror;
        this.screening = screening;
        this.signatories = signatories;
        this.operator = operator;
        this.maxFee = maxFee;
    }

    Preflight check(Treasury treasury) {
        AccountId account = treasury.account();
        Optional<Failure> obstacle = signatories.isKnown(account)
                ? screening
                        .treasuryObstacle(NativeCurrency.tokenOf(treasury.token()), account)
                        .or(this::feePayer)
                : Optional.of(Failure.of(FailureCode.TREASURY_KEY_REJECTED, Signatories.unknown(account)));
        return new Preflight(balance(treasury), obstacle);
    }

    private long balance(Treasury treasury) {
        String account = treasury.account().value();
        if (treasury.token().equals(NativeCurrency.HBAR)) {
            return mirror.account(account).map(MirrorAccount::balance).orElse(0L);
        }
        return mirror.balances(treasury.token().value(), List.of(account)).getOrDefault(account, 0L);
    }

    private Optional<Failure> feePayer() {
        long tinybars = mirror.account(operator).map(MirrorAccount::balance).orElse(0L);
        return tinybars >= maxFee
                ? Optional.empty()
                : Optional.of(Failure.of(
                        FailureCode.FEE_PAYER_EMPTY,
                        operator + " has " + tinybars + " tinybars, less than the fee limit of one transaction, "
                                + maxFee));
    }
}
