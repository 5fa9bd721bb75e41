package io.masspayout.testing;

import io.masspayout.ledger.BatchInstruction;
import io.masspayout.ledger.BatchReference;
import io.masspayout.ledger.Signed;
import io.masspayout.ledger.Submission;
import io.masspayout.model.AccountId;
import io.masspayout.model.BatchId;
import io.masspayout.model.DistributionId;
import io.masspayout.model.Payment;
import io.masspayout.model.PaymentCurrency;
import io.masspayout.model.TokenId;
import io.masspayout.model.Treasury;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** A network with a payment token and a treasury of a million units, and the words to pay with. */
final class PayoutScene {

    static final String USDC = "0.0.429274";
    static final TokenId TOKEN = TokenId.of(USDC);
    static final DistributionId DISTRIBUTION = new DistributionId(new UUID(7, 7));
    static final Treasury TREASURY = new Treasury(AccountId.of("0.0.1001"), TOKEN);
    static final long FUNDS = 1_000_000;

    final ManualClock clock = ManualClock.at("2026-03-31T12:00:00Z");
    final SimulatedNetwork network = SimulatedNetwork.at(clock);
    final FaultPlan faults = FaultPlan.of();
    private long batches;

    PayoutScene() {
        network.token(USDC).decimals(2);
        network.account("0.0.1001").holds(USDC, FUNDS);
        network.token(USDC).heldBy(1, 9, i -> 0);
    }

    static AccountId account(long number) {
        return AccountId.of("0.0." + number);
    }

    static Payment pay(long number, long amount) {
        return new Payment(account(number), amount);
    }

    SimulatedLedger.Builder describe() {
        return SimulatedLedger.on(network).faults(faults);
    }

    SimulatedLedger ledger() {
        return describe().build();
    }

    BatchInstruction instruction(Payment... payments) {
        return instruction(false, payments);
    }

    BatchInstruction instruction(boolean createAccounts, Payment... payments) {
        BatchReference reference = new BatchReference(DISTRIBUTION, new BatchId(new UUID(9, ++batches)));
        return new BatchInstruction(
                reference, TREASURY, new PaymentCurrency(TOKEN, 2), List.of(payments), createAccounts);
    }

    Signed signed(SimulatedLedger ledger, Payment... payments) {
        return signed(ledger, instruction(payments));
    }

    static Signed signed(SimulatedLedger ledger, BatchInstruction instruction) {
        return ledger.sign(ledger.allocate(instruction)).toCompletableFuture().join();
    }

    static Submission submit(SimulatedLedger ledger, Signed signed) {
        CompletableFuture<Submission> answer = ledger.submit(signed).toCompletableFuture();
        if (!answer.isDone()) {
            throw new AssertionError("no answer yet");
        }
        return answer.join();
    }

    long balance(long number) {
        return network.balance(account(number), TOKEN);
    }
}
