package io.masspayout.jooq;

import static io.masspayout.jooq.schema.Tables.HOLDER;

import io.masspayout.jooq.internal.StoredText;
import io.masspayout.jooq.schema.tables.records.DistributionRecord;
import io.masspayout.jooq.schema.tables.records.HolderRecord;
import io.masspayout.ledger.LedgerEntry;
import io.masspayout.model.HolderStatus;
import io.masspayout.model.Payment;
import io.masspayout.money.Units;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/**
 * Whom an entry of the ledger paid, as far as the database does not say so already.
 *
 * @param payable those who can count as paid by it
 * @param wronglyPaid those who could, but for the amount
 * @param contradictions who cannot, and why
 */
record Recipients(List<HolderRecord> payable, List<HolderRecord> wronglyPaid, List<String> contradictions) {

    static Recipients of(DSLContext db, DistributionRecord distribution, LedgerEntry entry) {
        Map<String, BigDecimal> amounts = amounts(distribution, entry);
        Map<String, HolderRecord> holders = db.selectFrom(HOLDER)
                .where(HOLDER.ASSET_ID.eq(distribution.getAssetId()))
                .and(HOLDER.DISTRIBUTION_ID.eq(distribution.getId()))
                .and(DSL.condition(
                        // As a template: jOOQ makes no array of a type that has a gate.
                        "{0} = any ({1})",
                        HOLDER.ACCOUNT_ID, Unnested.array(StoredText.TYPE, amounts.keySet(), account -> account)))
                .fetchMap(HOLDER.ACCOUNT_ID);
        Recipients recipients = new Recipients(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        amounts.forEach((account, amount) -> {
            HolderRecord holder = holders.get(account);
            if (holder == null) {
                recipients.contradictions.add(account + " got " + amount.toPlainString() + " but is no holder");
            } else if (!isPaidBy(holder, entry, amount)) {
                recipients.add(holder, amount);
            }
        });
        return recipients;
    }

    private void add(HolderRecord holder, BigDecimal amount) {
        String got = holder.getAccountId() + " got " + amount.toPlainString();
        if (!HolderStatus.valueOf(holder.getStatus()).canBecome(HolderStatus.PAID)) {
            contradictions.add(got + " but is " + holder.getStatus());
        } else if (holder.getPaymentAmount().compareTo(amount) != 0) {
            contradictions.add(got + " but is due " + holder.getPaymentAmount().toPlainString());
            wronglyPaid.add(holder);
        } else {
            payable.add(holder);
        }
    }

    private static boolean isPaidBy(HolderRecord holder, LedgerEntry entry, BigDecimal amount) {
        return entry.transactionId().value().equals(holder.getSettledByTransactionId())
                && amount.compareTo(holder.getPaidAmount()) == 0;
    }

    /** Whether the database says of everybody that the entry paid them. */
    boolean areAllRecorded() {
        return payable.isEmpty() && contradictions.isEmpty();
    }

    /** What each account got, in units of the payment token. */
    static Map<String, BigDecimal> amounts(DistributionRecord distribution, LedgerEntry entry) {
        int decimals = distribution.getPaymentTokenDecimals();
        Map<String, BigDecimal> amounts = new TreeMap<>();
        for (Payment payment : entry.payments()) {
            amounts.merge(payment.account().value(), Units.toDecimal(payment.amount(), decimals), BigDecimal::add);
        }
        return amounts;
    }
}
