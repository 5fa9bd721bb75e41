package io.masspayout.register;

import io.masspayout.ledger.InvalidAccountException;
import io.masspayout.ledger.PaymentLedger;
import io.masspayout.ledger.ResolvedAccount;
import io.masspayout.store.AssetStore;
import io.masspayout.store.StagedHolder;
import io.masspayout.store.StagingId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Brings a register into the database's staging table, a chunk at a time, each account resolved to its canonical form. The
 * ledger is asked between database transactions, never inside one. Safe for use by many threads.
 */
public final class RegisterStaging {

    private final PaymentLedger ledger;
    private final AssetStore store;

    public RegisterStaging(PaymentLedger ledger, AssetStore store) {
        this.ledger = ledger;
        this.store = store;
    }

    /**
     * Stages everything the cursor gives. When it fails, what it staged is forgotten.
     *
     * @return how many rows were staged
     * @throws InvalidRegisterException for a line that cannot be used
     */
    public long stage(StagingId stagingId, RegisterCursor cursor) {
        boolean complete = false;
        try {
            long rows = 0;
            List<RegisterCursor.Line> lines = cursor.next(PaymentLedger.MAX_ACCOUNTS_PER_CALL);
            while (!lines.isEmpty()) {
                store.stage(stagingId, resolve(lines));
                rows += lines.size();
                lines = cursor.next(PaymentLedger.MAX_ACCOUNTS_PER_CALL);
            }
            complete = true;
            return rows;
        } finally {
            if (!complete) {
                store.discardStaging(stagingId);
            }
        }
    }

    private List<StagedHolder> resolve(List<RegisterCursor.Line> lines) {
        Map<String, ResolvedAccount> accounts = resolveAccounts(lines);
        List<StagedHolder> rows = new ArrayList<>(lines.size());
        for (RegisterCursor.Line line : lines) {
            String given = line.holder().accountAsGiven();
            ResolvedAccount account = accounts.get(given);
            if (account == null) {
                throw new IllegalStateException("the ledger did not answer for '" + given + "'");
            }
            rows.add(new StagedHolder(
                    line.number(),
                    given,
                    account.account(),
                    account.exists(),
                    line.holder().balance()));
        }
        return rows;
    }

    private Map<String, ResolvedAccount> resolveAccounts(List<RegisterCursor.Line> lines) {
        Set<String> given =
                lines.stream().map(line -> line.holder().accountAsGiven()).collect(Collectors.toSet());
        try {
            return ledger.resolveAccounts(given);
        } catch (InvalidAccountException e) {
            long line = lines.stream()
                    .filter(candidate -> candidate.holder().accountAsGiven().equals(e.given()))
                    .findFirst()
                    .map(RegisterCursor.Line::number)
                    .orElse(0L);
            throw new InvalidRegisterException(line, String.valueOf(e.getMessage()), e);
        }
    }
}
