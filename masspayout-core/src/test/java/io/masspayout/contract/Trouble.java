package io.masspayout.contract;

import io.masspayout.model.AccountId;
import io.masspayout.model.FailureCode;
import io.masspayout.testing.FaultPlan;
import io.masspayout.testing.LedgerCall;
import io.masspayout.testing.LedgerFault;
import java.time.Duration;
import java.util.function.Consumer;

/** Everything that may go wrong between an engine and its ledger, each once, in the first submission. */
@SuppressWarnings("ImmutableEnumChecker") // the plans are lambdas that capture nothing
enum Trouble {
    NONE(faults -> {}),
    REQUEST_LOST(faults -> faults.onNextSubmission(LedgerFault.LOSE_REQUEST)),
    ANSWER_LOST(faults -> faults.onNextSubmission(LedgerFault.LOSE_ANSWER)),
    ANSWER_LOST_AND_LEDGER_SILENT(
            faults -> faults.onNextSubmission(LedgerFault.LOSE_ANSWER).unavailable(LedgerCall.RESOLVE, 3)),
    REQUEST_LOST_EVERY_TIME(faults -> faults.onEverySubmission(LedgerFault.LOSE_REQUEST)),
    ANSWER_LOST_EVERY_TIME(faults -> faults.onEverySubmission(LedgerFault.LOSE_ANSWER)),
    DUPLICATED(faults -> faults.onNextSubmission(LedgerFault.DUPLICATE)),
    BUSY(faults -> faults.onNextSubmission(LedgerFault.BUSY)),
    BUSY_EVERY_TIME(faults -> faults.onEverySubmission(LedgerFault.BUSY)),
    LATE(faults -> faults.onNextSubmission(LedgerFault.delay(Duration.ofSeconds(15)))),
    LATE_TO_THE_LAST_MOMENT(
            faults -> faults.onNextSubmission(LedgerFault.delay(EngineScenario.VALIDITY.minusSeconds(1)))),
    TOO_LATE(faults -> faults.onNextSubmission(LedgerFault.delay(EngineScenario.VALIDITY.plusSeconds(30)))),
    TREASURY_EMPTY(faults -> faults.onNextSubmission(LedgerFault.TREASURY_EMPTY)),
    TREASURY_EMPTY_UNHEARD(faults -> faults.onNextSubmission(LedgerFault.TREASURY_EMPTY.unheard())),
    TOKEN_PAUSED(faults -> faults.onNextSubmission(LedgerFault.TOKEN_PAUSED)),
    SOMEBODY_UNPAYABLE(faults -> faults.onNextSubmission(LedgerFault.SOMEBODY_UNPAYABLE)),
    SOMEBODY_UNPAYABLE_UNHEARD(faults -> faults.onNextSubmission(LedgerFault.SOMEBODY_UNPAYABLE.unheard())),
    ONE_UNPAYABLE(faults -> faults.onPaymentTo(
            AccountId.of("0.0.2001"), LedgerFault.unpayable(AccountId.of("0.0.2001"), FailureCode.NOT_ASSOCIATED))),
    SIGNER_REFUSES(faults -> faults.signerRefuses(1)),
    SIGNER_UNAVAILABLE(faults -> faults.signerUnavailable(1)),
    NO_PREFLIGHT(faults -> faults.unavailable(LedgerCall.CHECK, 1)),
    NO_SCREENING(faults -> faults.unavailable(LedgerCall.SCREEN, 1));

    private final Consumer<FaultPlan> plan;

    Trouble(Consumer<FaultPlan> plan) {
        this.plan = plan;
    }

    FaultPlan faults() {
        FaultPlan faults = FaultPlan.of();
        plan.accept(faults);
        return faults;
    }
}
