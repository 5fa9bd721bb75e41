package io.masspayout;

import io.masspayout.ledger.PaymentLedger;
import io.masspayout.model.AccountId;
import io.masspayout.model.AmountBasis;
import io.masspayout.model.DepositTrigger;
import io.masspayout.model.PaymentCurrency;
import io.masspayout.model.Timing;
import io.masspayout.money.Units;
import io.masspayout.validation.Faults;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns what a request says of its time into what is stored, or into faults. */
final class TimingCheck {

    private final DistributionRequest request;
    private final Faults faults;
    private final PaymentLedger ledger;
    private final boolean tellsDeposits;

    TimingCheck(DistributionRequest request, Faults faults, PaymentLedger ledger, boolean tellsDeposits) {
        this.request = request;
        this.faults = faults;
        this.ledger = ledger;
        this.tellsDeposits = tellsDeposits;
    }

    /** What can be seen in the request alone. */
    static void form(DistributionRequest request, Faults faults) {
        faults.check(
                request.whens().size() <= 1,
                "when",
                request.whens(),
                "say once what sets it going: a time, a recurrence, or a deposit");
        boolean recurring = request.whens().stream().anyMatch(TimingCheck::recurs);
        boolean automatic = request.whens().stream().anyMatch(TimingCheck::waitsForDeposits);
        boolean percentage =
                request.amounts().stream().anyMatch(given -> given.basis().isOfDeposit());
        faults.check(
                automatic || !percentage,
                AmountBasis.DEPOSIT_PERCENTAGE.field(),
                request.amounts(),
                "there is a deposit only with onDeposit; say it, or give the amount in another way");
        if (recurring || automatic) {
            faults.check(
                    request.corporateAction() == null,
                    "corporateAction",
                    request.corporateAction(),
                    "is paid once, and this distribution makes many; leave it out");
            faults.check(
                    request.recordDate() == null,
                    "recordDate",
                    request.recordDate(),
                    "each distribution that this one makes counts balances when it is due; leave it out");
        }
        for (When when : request.whens()) {
            when.<Runnable>match(
                            at -> () -> wholeMicroseconds(faults, "at", at.instant()),
                            local -> () -> wholeMicroseconds(faults, "at", instant(local)),
                            every -> () -> every.recurrence().check(faults::add),
                            onDeposit -> () -> {})
                    .run();
        }
    }

    private static boolean recurs(When when) {
        return when.match(at -> false, local -> false, every -> true, onDeposit -> false);
    }

    private static boolean waitsForDeposits(When when) {
        return when.match(at -> false, local -> false, every -> false, onDeposit -> true);
    }

    /** The database keeps no more; cut off, a time would be another one. */
    static void wholeMicroseconds(Faults faults, String field, @Nullable Instant instant) {
        faults.check(
                instant == null || instant.equals(instant.truncatedTo(ChronoUnit.MICROS)),
                field,
                instant,
                "is more exact than the database keeps; give whole microseconds, or a full second as is usual");
        faults.time(field, instant);
    }

    private static Instant instant(When.AtLocal local) {
        return local.time().atZone(local.zone()).toInstant();
    }

    /** What is to be stored; empty when there are faults. */
    Optional<Timing> timing(AccountId treasury, PaymentCurrency currency) {
        if (request.whens().isEmpty()) {
            return Optional.of(new Timing.Manual());
        }
        return request.whens()
                .get(0)
                .match(
                        at -> Optional.of(new Timing.Scheduled(at.instant(), null)),
                        local -> Optional.of(new Timing.Scheduled(instant(local), local.zone())),
                        every -> faults.isEmpty() ? recurring(every) : Optional.empty(),
                        onDeposit -> automatic(onDeposit, treasury, currency));
    }

    private Optional<Timing> recurring(When.Every every) {
        Timing.Recurring recurring = new Timing.Recurring(
                every.recurrence(), every.recurrence().first().orElse(null));
        faults.check(
                recurring.next() != null,
                "every",
                every.recurrence(),
                "has no occurrence between its start and its end; let it end later");
        return Optional.of(recurring);
    }

    private Optional<Timing> automatic(When.OnDeposit when, AccountId treasury, PaymentCurrency currency) {
        faults.check(
                tellsDeposits,
                "onDeposit",
                when,
                "this gateway does not tell what is deposited; pass one that does as gateway, or give a time");
        Optional<AccountId> into = when.into() == null
                ? Optional.of(treasury)
                : AccountCheck.existing(ledger, faults, "onDeposit.into", when.into());
        Optional<BigDecimal> atLeast = atLeast(when.atLeast(), currency.decimals());
        return into.isPresent() && atLeast.isPresent()
                ? Optional.of(new Timing.Automatic(new DepositTrigger(into.get(), currency.token(), atLeast.get())))
                : Optional.empty();
    }

    private Optional<BigDecimal> atLeast(@Nullable String text, int decimals) {
        if (text == null) {
            return Optional.of(BigDecimal.ZERO);
        }
        try {
            return Optional.of(Units.toDecimal(Units.ofDecimal(Units.parse(text), decimals), decimals));
        } catch (NumberFormatException e) {
            faults.add(
                    "onDeposit.atLeast",
                    text,
                    "is not a plain positive decimal; write it like 1234.56, without sign, exponent or grouping");
        } catch (ArithmeticException e) {
            faults.add("onDeposit.atLeast", text, String.valueOf(e.getMessage()));
        }
        return Optional.empty();
    }
}
