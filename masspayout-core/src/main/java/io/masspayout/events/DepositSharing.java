package io.masspayout.events;

import io.masspayout.ledger.LedgerEvent;
import io.masspayout.model.AssetId;
import io.masspayout.model.Distribution;
import io.masspayout.model.LedgerTransactionId;
import io.masspayout.model.Origin;
import io.masspayout.model.PayoutTerms;
import io.masspayout.model.Timing;
import io.masspayout.money.Units;
import io.masspayout.storable.OutsideText;
import io.masspayout.store.Act;
import io.masspayout.store.EventTransaction;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the distributions that automatic ones wait for a deposit to make. Among the holders of one asset a deposit is shared once: of several
 * automatic distributions that it fits, the oldest makes one. What came in before an automatic distribution was declared is not its.
 */
public final class DepositSharing implements EventHandler<Deposit> {

    private static final Logger log = LoggerFactory.getLogger(DepositSharing.class);
    /** The characters below this are in every encoding that a database may have, and ledgers' ids are made of them. */
    private static final int ASCII = 0x80;

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final InstantSource clock;
    private final String worker;

    public DepositSharing(InstantSource clock, String worker) {
        this.clock = clock;
        this.worker = worker;
    }

    /**
     * As {@link EventHandler#handle}.
     *
     * @throws io.masspayout.store.ConflictException when a distribution that the deposit fits is held; handled again when it is resumed, the
     *     deposit is shared
     */
    @Override
    public void handle(Deposit deposit, LedgerEvent raw, EventTransaction transaction) {
        Set<AssetId> shared = new HashSet<>();
        for (Distribution template : transaction.store().automatic(deposit.into())) {
            if (fits(deposit, template) && shared.add(template.assetId())) {
                share(deposit, template, transaction);
            }
        }
    }

    private static boolean fits(Deposit deposit, Distribution template) {
        return !deposit.position().time().isBefore(template.createdAt())
                && template.timing()
                        .depositTrigger()
                        .filter(trigger -> trigger.fits(
                                deposit.into(),
                                deposit.token(),
                                Units.toDecimal(
                                        deposit.amount(), template.currency().decimals())))
                        .isPresent();
    }

    private void share(Deposit deposit, Distribution template, EventTransaction transaction) {
        Optional<PayoutTerms> terms = terms(deposit, template);
        if (terms.isEmpty()) {
            log.info(
                    "distribution {}: the deposit of {} is too small to share", template.id(), deposit.transactionId());
            return;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant at = deposit.position().time().truncatedTo(ChronoUnit.MICROS);
        Distribution child = template.child(
                new Origin.Deposited(
                        template.id(),
                        deposit.into().value(),
                        deposit.position(),
                        deposit.transactionId(),
                        deposit.amount()),
                // Of the deposit, not of now: the call that found it then pays it, whose time is that of its beginning.
                new Timing.Scheduled(at, null),
                terms.get(),
                at,
                now);
        boolean made = transaction
                .store()
                .shareDeposit(
                        child,
                        Act.quoting(
                                worker,
                                "deposit in transaction "
                                        + OutsideText.storable(
                                                deposit.transactionId(),
                                                LedgerTransactionId.MAX_LENGTH,
                                                codePoint -> codePoint < ASCII),
                                now));
        log.info(
                "distribution {}: the deposit of {} {}",
                template.id(),
                deposit.transactionId(),
                made ? "is shared by distribution " + child.id() : "was shared before");
    }

    /** With the amount that is known now; empty when it is nothing. */
    private static Optional<PayoutTerms> terms(Deposit deposit, Distribution template) {
        PayoutTerms terms = template.terms();
        if (!terms.basis().isOfDeposit()) {
            return Optional.of(terms);
        }
        long units = terms.input()
                .multiply(BigDecimal.valueOf(deposit.amount()))
                .divide(HUNDRED)
                .setScale(0, RoundingMode.DOWN)
                .longValueExact();
        BigDecimal total = Units.toDecimal(units, template.currency().decimals());
        return units == 0 ? Optional.empty() : Optional.of(terms.withTotal(total));
    }
}
