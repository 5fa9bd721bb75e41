package io.masspayout.campaign;

import io.masspayout.MassPayoutClient;
import io.masspayout.model.DistributionId;
import io.masspayout.testing.LedgerPayment;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The evidence as it would be if clones had paid no holder whom production has paid as well: of the payments of such a holder the one that the
 * database does not count is left out, and comes back into the treasury. What no clone took part in stays as it is.
 */
final class EvidenceWithoutClones implements Evidence {

    private static final String SETTLED = "SELECT account_id || ' ' || settled_by_transaction_id FROM holder"
            + " WHERE distribution_id = ?::uuid AND settled_by_transaction_id IS NOT NULL";

    private final Evidence evidence;
    private final Set<LedgerPayment> left = new HashSet<>();
    private final Map<String, Long> unitsBack = new HashMap<>();

    EvidenceWithoutClones(Evidence evidence, List<Declared> declared, Set<String> clonesTransactions)
            throws SQLException {
        this.evidence = evidence;
        if (clonesTransactions.isEmpty()) {
            return;
        }
        try (Connection connection = evidence.connect()) {
            for (Declared one : declared) {
                Map<String, List<LedgerPayment>> twice = Clones.paidTwice(evidence, one.id());
                if (!twice.isEmpty()) {
                    leaveOut(connection, one.id(), twice, clonesTransactions);
                }
            }
        }
    }

    private void leaveOut(
            Connection connection, DistributionId id, Map<String, List<LedgerPayment>> twice, Set<String> clones)
            throws SQLException {
        Set<String> settled =
                new HashSet<>(Books.lines(connection, SETTLED, id.value().toString()));
        String treasury =
                evidence.client().distributions().get(id).treasury().account().value();
        for (List<LedgerPayment> payments : twice.values()) {
            boolean byClone = payments.stream()
                    .anyMatch(payment -> clones.contains(payment.transactionId().value()));
            for (LedgerPayment payment : payments) {
                String counted = payment.credited().value() + " "
                        + payment.transactionId().value();
                if (byClone && !settled.contains(counted)) {
                    left.add(payment);
                    unitsBack.merge(treasury, payment.amount(), Math::addExact);
                }
            }
        }
    }

    /** How many payments were left out. */
    int leftOut() {
        return left.size();
    }

    @Override
    public MassPayoutClient client() {
        return evidence.client();
    }

    @Override
    public Connection connect() throws SQLException {
        return evidence.connect();
    }

    @Override
    public void payments(DistributionId distribution, Consumer<LedgerPayment> each) {
        evidence.payments(distribution, payment -> {
            if (!left.contains(payment)) {
                each.accept(payment);
            }
        });
    }

    @Override
    public List<String> treasuries() {
        return evidence.treasuries().stream().map(this::withUnitsBack).toList();
    }

    private String withUnitsBack(String line) {
        String[] words = line.split(" ", -1);
        long balance = Math.addExact(Long.parseLong(words[2]), unitsBack.getOrDefault(words[0], 0L));
        return words[0] + " " + words[1] + " " + balance;
    }
}
