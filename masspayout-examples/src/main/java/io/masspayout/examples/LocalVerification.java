package io.masspayout.examples;

import com.hedera.hashgraph.sdk.Status;
import io.masspayout.MassPayoutClient;
import io.masspayout.hedera.local.ExecutedTransaction;
import io.masspayout.hedera.local.LocalLedger;
import io.masspayout.ledger.BatchReference;
import io.masspayout.model.AccountId;
import io.masspayout.model.DistributionId;
import io.masspayout.model.HolderStatus;
import io.masspayout.model.LedgerTransactionId;
import io.masspayout.store.StatementLine;
import io.masspayout.testing.AuditReport;
import io.masspayout.testing.AuditedBooks;
import io.masspayout.testing.AuditedHolder;
import io.masspayout.testing.Auditor;
import io.masspayout.testing.LedgerPayment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Compares a distribution in a payment token of its own with the accounts of the local Hedera network, twice: every balance with the
 * statement, and every transfer that names the distribution in its memo by the library's auditor.
 *
 * @param holders how many were paid
 * @param transfers how many transactions took effect
 * @param units what they moved
 * @param disagreements what does not agree, in words; the first of it
 */
record LocalVerification(int holders, int transfers, long units, List<String> disagreements) {

    private static final int MOST_SHOWN = 10;

    /**
     * Compares.
     *
     * @param balances what the plan had to go by: units of the asset, by account
     */
    static LocalVerification of(
            DistributionId id,
            MassPayoutClient client,
            LocalHedera hedera,
            String token,
            long supply,
            Map<String, Long> balances) {
        LocalLedger ledger = hedera.ledger();
        List<String> disagreements = new ArrayList<>();
        List<StatementLine> lines = new ArrayList<>();
        client.reports().statement(id, lines::add);
        long units = 0;
        for (StatementLine line : lines) {
            String account = line.account().value();
            long has = ledger.balance(account, token);
            units = Math.addExact(units, has);
            if (line.status() != HolderStatus.PAID || has == 0 || has != line.due() || has != line.paid()) {
                disagreements.add(account + " has " + has + " and the statement says " + line);
            }
            if (balances.getOrDefault(account, 0L) != line.balance()) {
                disagreements.add(account + " held " + balances.get(account) + " and was counted as " + line.balance());
            }
        }
        if (lines.size() != balances.size()) {
            disagreements.add(balances.size() + " held the asset and the statement has " + lines.size());
        }
        long taken = supply - ledger.balance(hedera.treasury(), token);
        if (taken != units) {
            disagreements.add("the treasury lacks " + taken + " and holders have " + units);
        }
        AuditReport audit = Auditor.audit(
                id,
                (distribution, payments) -> payments(ledger, token, distribution, payments),
                AuditedBooks.of(
                        client.distributions().get(id),
                        holders -> lines.forEach(line -> holders.accept(AuditedHolder.of(line)))));
        disagreements.addAll(audit.violations());
        return new LocalVerification(
                lines.size(),
                audit.transactions(),
                units,
                disagreements.stream().limit(MOST_SHOWN).toList());
    }

    private static void payments(
            LocalLedger ledger, String token, DistributionId id, Consumer<LedgerPayment> payments) {
        for (ExecutedTransaction done : ledger.transactions()) {
            if (done.status() == Status.SUCCESS) {
                BatchReference.parse(done.memo())
                        .filter(reference -> reference.distributionId().equals(id))
                        .ifPresent(reference -> done.tokenTransfers()
                                .getOrDefault(token, Map.of())
                                .forEach((account, units) -> {
                                    if (units > 0) {
                                        payments.accept(payment(done, reference, account, units));
                                    }
                                }));
            }
        }
    }

    private static LedgerPayment payment(
            ExecutedTransaction done, BatchReference reference, String account, long units) {
        AccountId recipient = AccountId.of(account);
        return new LedgerPayment(
                LedgerTransactionId.of(done.transactionId()), reference.batchId(), recipient, recipient, units);
    }

    boolean agrees() {
        return disagreements.isEmpty();
    }
}
