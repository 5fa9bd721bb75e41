package io.masspayout.campaign;

import io.masspayout.ledger.LedgerOutcome;
import io.masspayout.ledger.Preflight;
import io.masspayout.ledger.Resolution;
import io.masspayout.ledger.ResolvedAccount;
import io.masspayout.ledger.Settled;
import io.masspayout.ledger.Submission;
import io.masspayout.model.AccountId;
import io.masspayout.model.Failure;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the ledger process answers, as bytes. */
final class OutcomeCodec {

    private static final String SETTLED = "settled";
    private static final String REFUSED = "refused";
    private static final String DEAD = "dead";
    private static final String UNKNOWN = "unknown";
    private static final String EVERYBODY = "everybody";
    private static final String SOME = "some";
    private static final String NOBODY = "nobody";

    private OutcomeCodec() {}

    static void write(DataOutputStream out, Submission submission) throws IOException {
        if (submission instanceof Settled settled) {
            out.writeUTF(SETTLED);
            write(out, settled);
        } else if (submission instanceof Submission.Refused refused) {
            out.writeUTF(REFUSED);
            LedgerCodec.write(out, refused.failure());
        } else if (submission instanceof Submission.Unknown unknown) {
            out.writeUTF(UNKNOWN);
            out.writeUTF(unknown.detail());
        }
    }

    static Submission submission(DataInputStream in) throws IOException {
        String kind = in.readUTF();
        return switch (kind) {
            case SETTLED -> settled(in);
            case REFUSED -> new Submission.Refused(LedgerCodec.failure(in));
            case UNKNOWN -> new Submission.Unknown(in.readUTF());
            default -> throw new IOException("no submission ends " + kind);
        };
    }

    static void write(DataOutputStream out, Resolution resolution) throws IOException {
        if (resolution instanceof Settled settled) {
            out.writeUTF(SETTLED);
            write(out, settled);
        } else if (resolution instanceof Resolution.Dead dead) {
            out.writeUTF(DEAD);
            out.writeUTF(dead.evidence());
        } else if (resolution instanceof Resolution.Unknown unknown) {
            out.writeUTF(UNKNOWN);
            out.writeUTF(unknown.detail());
        }
    }

    static Resolution resolution(DataInputStream in) throws IOException {
        String kind = in.readUTF();
        return switch (kind) {
            case SETTLED -> settled(in);
            case DEAD -> new Resolution.Dead(in.readUTF());
            case UNKNOWN -> new Resolution.Unknown(in.readUTF());
            default -> throw new IOException("no resolution is " + kind);
        };
    }

    static void write(DataOutputStream out, Settled settled) throws IOException {
        out.writeUTF(settled.at().toString());
        Long fee = settled.fee();
        out.writeBoolean(fee != null);
        out.writeLong(fee == null ? 0 : fee);
        LedgerOutcome outcome = settled.outcome();
        if (outcome instanceof LedgerOutcome.EverybodyPaid) {
            out.writeUTF(EVERYBODY);
        } else if (outcome instanceof LedgerOutcome.SomePaid some) {
            out.writeUTF(SOME);
            LedgerCodec.write(out, some.failed());
        } else if (outcome instanceof LedgerOutcome.NobodyPaid nobody) {
            out.writeUTF(NOBODY);
            LedgerCodec.write(out, nobody.failure());
            out.writeInt(nobody.culprits().size());
            for (AccountId culprit : nobody.culprits()) {
                out.writeUTF(culprit.value());
            }
        }
    }

    static Settled settled(DataInputStream in) throws IOException {
        Instant at = Instant.parse(in.readUTF());
        boolean hasFee = in.readBoolean();
        long fee = in.readLong();
        String kind = in.readUTF();
        LedgerOutcome outcome = switch (kind) {
            case EVERYBODY -> new LedgerOutcome.EverybodyPaid();
            case SOME -> new LedgerOutcome.SomePaid(LedgerCodec.failures(in));
            case NOBODY -> nobody(in);
            default -> throw new IOException("no outcome is " + kind);
        };
        return new Settled(outcome, at, hasFee ? Long.valueOf(fee) : null);
    }

    private static LedgerOutcome nobody(DataInputStream in) throws IOException {
        Failure failure = LedgerCodec.failure(in);
        Set<AccountId> culprits = new HashSet<>();
        for (int left = in.readInt(); left > 0; left--) {
            culprits.add(AccountId.of(in.readUTF()));
        }
        return new LedgerOutcome.NobodyPaid(failure, culprits);
    }

    static void write(DataOutputStream out, Preflight preflight) throws IOException {
        out.writeLong(preflight.balance());
        out.writeBoolean(preflight.obstacle().isPresent());
        if (preflight.obstacle().isPresent()) {
            LedgerCodec.write(out, preflight.obstacle().get());
        }
    }

    static Preflight preflight(DataInputStream in) throws IOException {
        long balance = in.readLong();
        return new Preflight(balance, in.readBoolean() ? Optional.of(LedgerCodec.failure(in)) : Optional.empty());
    }

    static void write(DataOutputStream out, Map<String, ResolvedAccount> accounts) throws IOException {
        out.writeInt(accounts.size());
        for (Map.Entry<String, ResolvedAccount> entry : accounts.entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeUTF(entry.getValue().account().value());
            out.writeBoolean(entry.getValue().exists());
        }
    }

    static Map<String, ResolvedAccount> accounts(DataInputStream in) throws IOException {
        Map<String, ResolvedAccount> accounts = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            accounts.put(in.readUTF(), new ResolvedAccount(AccountId.of(in.readUTF()), in.readBoolean()));
        }
        return accounts;
    }
}
