package io.masspayout.examples;

import io.masspayout.MassPayoutClient;
import io.masspayout.hedera.local.Holders;
import io.masspayout.hedera.local.LocalLedger;
import io.masspayout.model.DistributionId;
import io.masspayout.model.FailureCode;
import io.masspayout.model.HolderStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes every tenth holder on the local Hedera network one that cannot be paid, for one of three reasons in turn, and mends it. */
final class LocalRefusals {

    private static final int EVERY = 10;

    /** Behind those who trade, see {@link HederaLocalMain}. */
    private static final int FIRST = 5;

    private static final int REASONS = 3;

    private final LocalLedger ledger;
    private final String token;
    private final Map<String, FailureCode> refusing = new TreeMap<>();
    private final List<Runnable> remedies = new ArrayList<>();

    private LocalRefusals(LocalLedger ledger, String token) {
        this.ledger = ledger;
        this.token = token;
    }

    static LocalRefusals among(Holders holders, LocalLedger ledger, String token) {
        LocalRefusals refusals = new LocalRefusals(ledger, token);
        for (int i = FIRST; i < holders.count(); i += EVERY) {
            refusals.obstruct(holders.account(i));
        }
        return refusals;
    }

    private void obstruct(String account) {
        switch (refusing.size() % REASONS) {
            case 0 -> {
                ledger.freeze(account, token);
                remedies.add(() -> ledger.unfreeze(account, token));
                refusing.put(account, FailureCode.ACCOUNT_FROZEN);
            }
            case 1 -> {
                ledger.dissociate(account, token);
                remedies.add(() -> ledger.associate(account, token));
                refusing.put(account, FailureCode.NOT_ASSOCIATED);
            }
            default -> {
                ledger.requireReceiverSignature(account, true);
                remedies.add(() -> ledger.requireReceiverSignature(account, false));
                refusing.put(account, FailureCode.RECEIVER_SIGNATURE_REQUIRED);
            }
        }
    }

    int count() {
        return refusing.size();
    }

    /** Who has failed, and why, by the library's statement. */
    static Map<String, FailureCode> failed(MassPayoutClient client, DistributionId id) {
        Map<String, FailureCode> failed = new TreeMap<>();
        client.reports().statement(id, line -> {
            if (line.status() == HolderStatus.FAILED && line.failure() != null) {
                failed.put(line.account().value(), line.failure().code());
            }
        });
        return failed;
    }

    /** Whether exactly those failed who had to, for the right reason each. */
    boolean explain(Map<String, FailureCode> failed) {
        return refusing.equals(failed);
    }

    /** Mends every cause on the ledger, as the holders and the token's operator would. */
    void mend() {
        remedies.forEach(Runnable::run);
    }
}
