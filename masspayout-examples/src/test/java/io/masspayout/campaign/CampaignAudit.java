package io.masspayout.campaign;

import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.model.DistributionStatus;
import io.masspayout.testing.AuditReport;
import io.masspayout.testing.AuditedBooks;
import io.masspayout.testing.AuditedHolder;
import io.masspayout.testing.Auditor;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Compares the ledger's own history with the database, distribution by distribution: by the library's auditor, and by SQL in which the
 * library has no part. Nothing may be under way.
 */
final class CampaignAudit {

    private final Evidence evidence;
    private final List<Declared> declared;
    private final Map<DistributionStatus, Integer> byStatus = new EnumMap<>(DistributionStatus.class);
    private final List<String> violations = new ArrayList<>();
    private long holders;
    private long paid;
    private long transactions;

    private CampaignAudit(Evidence evidence, List<Declared> declared) {
        this.evidence = evidence;
        this.declared = List.copyOf(declared);
    }

    static CampaignAudit of(Evidence evidence, List<Declared> declared) throws SQLException {
        CampaignAudit audit = new CampaignAudit(evidence, declared);
        declared.forEach(audit::examine);
        audit.compareInSql();
        return audit;
    }

    private void examine(Declared one) {
        Distribution distribution = evidence.client().distributions().get(one.id());
        byStatus.merge(distribution.status(), 1, Integer::sum);
        if (!distribution.isPlanned()) {
            examineUnplanned(distribution);
            return;
        }
        AuditReport report = Auditor.audit(
                one.id(),
                evidence::payments,
                AuditedBooks.of(
                        distribution,
                        each -> evidence.client()
                                .reports()
                                .statement(one.id(), line -> each.accept(AuditedHolder.of(line)))));
        report.violations().forEach(violation -> violations.add(one.id() + ": " + violation));
        require(report.waiting() == 0, one.id(), report.waiting() + " holders wait for ever");
        require(report.holders() == one.holders(), one.id(), report.holders() + " of " + one.holders() + " holders");
        holders += report.holders();
        paid += report.paid();
        transactions += report.transactions();
    }

    // Cancelled before anybody planned it: nobody can have been paid.
    private void examineUnplanned(Distribution distribution) {
        require(distribution.status() == DistributionStatus.CANCELLED, distribution.id(), "without a plan");
        evidence.payments(distribution.id(), payment -> violations.add(distribution.id() + ": paid without a plan"));
    }

    private void require(boolean condition, DistributionId id, String otherwise) {
        if (!condition) {
            violations.add(id + ": " + otherwise);
        }
    }

    private void compareInSql() throws SQLException {
        PlainSqlAudit plain = PlainSqlAudit.of(evidence, declared);
        violations.addAll(plain.violations());
        // Two counts of the same that differ, and a comparison of nothing, are as bad as a difference.
        if (plain.payments() != paid) {
            violations.add("the auditor saw " + paid + " paid holders, the SQL " + plain.payments() + " payments");
        }
        if (declared.isEmpty() || paid == 0 || transactions == 0) {
            violations.add("nothing was compared");
        }
    }

    Map<DistributionStatus, Integer> byStatus() {
        return byStatus;
    }

    List<String> violations() {
        return violations;
    }

    long holders() {
        return holders;
    }

    long paid() {
        return paid;
    }

    long transactions() {
        return transactions;
    }
}
