package io.masspayout.campaign;

import io.masspayout.ledger.BatchInstruction;
import io.masspayout.ledger.BatchReference;
import io.masspayout.ledger.LedgerUnavailableException;
import io.masspayout.ledger.PaymentLedger;
import io.masspayout.ledger.Signed;
import io.masspayout.model.AccountId;
import io.masspayout.model.BatchId;
import io.masspayout.model.DistributionId;
import io.masspayout.model.Payment;
import io.masspayout.model.PaymentCurrency;
import io.masspayout.model.TokenId;
import io.masspayout.model.Treasury;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Lets a gateway do everything but send: most of what its first calls take is loading the SDK's classes, and a worker that is killed while it
 * loads them has paid nobody.
 */
final class HederaWarmUp {

    private HederaWarmUp() {}

    static void of(PaymentLedger gateway, Places places) {
        TokenId token = TokenId.of(places.paymentToken());
        PaymentCurrency currency = new PaymentCurrency(token, CampaignTerms.DECIMALS);
        Treasury treasury = new Treasury(AccountId.of(places.treasury(0)), token);
        List<Payment> nobody = List.of(new Payment(AccountId.of(places.account(0)), 1));
        try {
            gateway.resolveAccounts(Set.of(places.account(0)));
            gateway.check(treasury);
            gateway.screen(currency, nobody);
        } catch (LedgerUnavailableException foulWeather) {
            System.err.println("not quite warm: " + foulWeather);
        }
        // Its fate is asked for at the nodes, which have never heard of it; it is known to nobody else and never sent.
        BatchReference madeUp =
                new BatchReference(new DistributionId(UUID.randomUUID()), new BatchId(UUID.randomUUID()));
        Signed signed = gateway.sign(gateway.allocate(new BatchInstruction(madeUp, treasury, currency, nobody, false)))
                .toCompletableFuture()
                .join();
        gateway.resolve(signed);
    }
}
