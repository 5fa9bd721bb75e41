package io.masspayout.campaign;

import io.masspayout.ledger.Allocated;
import io.masspayout.ledger.BatchInstruction;
import io.masspayout.ledger.BatchReference;
import io.masspayout.ledger.Bytes;
import io.masspayout.ledger.Signed;
import io.masspayout.model.AccountId;
import io.masspayout.model.BatchId;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.LedgerTransactionId;
import io.masspayout.model.Payment;
import io.masspayout.model.PaymentCurrency;
import io.masspayout.model.TokenId;
import io.masspayout.model.Treasury;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The things that a worker says to the ledger process, as bytes; {@link OutcomeCodec} has those that the ledger answers. */
final class LedgerCodec {

    private LedgerCodec() {}

    static void write(DataOutputStream out, Treasury treasury) throws IOException {
        out.writeUTF(treasury.account().value());
        out.writeUTF(treasury.token().value());
    }

    static Treasury treasury(DataInputStream in) throws IOException {
        return new Treasury(AccountId.of(in.readUTF()), TokenId.of(in.readUTF()));
    }

    static void write(DataOutputStream out, PaymentCurrency currency) throws IOException {
        out.writeUTF(currency.token().value());
        out.writeInt(currency.decimals());
    }

    static PaymentCurrency currency(DataInputStream in) throws IOException {
        return new PaymentCurrency(TokenId.of(in.readUTF()), in.readInt());
    }

    static void write(DataOutputStream out, List<Payment> payments) throws IOException {
        out.writeInt(payments.size());
        for (Payment payment : payments) {
            out.writeUTF(payment.account().value());
            out.writeLong(payment.amount());
        }
    }

    static List<Payment> payments(DataInputStream in) throws IOException {
        List<Payment> payments = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            payments.add(new Payment(AccountId.of(in.readUTF()), in.readLong()));
        }
        return payments;
    }

    static void write(DataOutputStream out, BatchInstruction instruction) throws IOException {
        out.writeUTF(instruction.reference().toString());
        write(out, instruction.treasury());
        write(out, instruction.currency());
        write(out, instruction.payments());
        out.writeBoolean(instruction.createAccounts());
    }

    static BatchInstruction instruction(DataInputStream in) throws IOException {
        Optional<BatchReference> reference = BatchReference.parse(in.readUTF());
        return new BatchInstruction(
                reference.orElseThrow(), treasury(in), currency(in), payments(in), in.readBoolean());
    }

    static void write(DataOutputStream out, Allocated allocated) throws IOException {
        write(out, allocated.batchId(), allocated.transactionId(), allocated.validUntil(), allocated.body());
    }

    static Allocated allocated(DataInputStream in) throws IOException {
        return new Allocated(
                BatchId.of(in.readUTF()), LedgerTransactionId.of(in.readUTF()), Instant.parse(in.readUTF()), bytes(in));
    }

    static void write(DataOutputStream out, Signed signed) throws IOException {
        write(out, signed.batchId(), signed.transactionId(), signed.validUntil(), signed.bytes());
    }

    static Signed signed(DataInputStream in) throws IOException {
        return new Signed(
                BatchId.of(in.readUTF()), LedgerTransactionId.of(in.readUTF()), Instant.parse(in.readUTF()), bytes(in));
    }

    private static void write(
            DataOutputStream out, BatchId batch, LedgerTransactionId id, Instant validUntil, Bytes content)
            throws IOException {
        out.writeUTF(batch.toString());
        out.writeUTF(id.value());
        out.writeUTF(validUntil.toString());
        out.writeInt(content.length());
        out.write(content.toArray());
    }

    private static Bytes bytes(DataInputStream in) throws IOException {
        return Bytes.of(in.readNBytes(in.readInt()));
    }

    static void write(DataOutputStream out, Failure failure) throws IOException {
        out.writeUTF(failure.code().name());
        out.writeUTF(failure.detail());
    }

    static Failure failure(DataInputStream in) throws IOException {
        return Failure.of(FailureCode.valueOf(in.readUTF()), in.readUTF());
    }

    static void write(DataOutputStream out, Map<AccountId, Failure> failures) throws IOException {
        out.writeInt(failures.size());
        for (Map.Entry<AccountId, Failure> entry : failures.entrySet()) {
            out.writeUTF(entry.getKey().value());
            write(out, entry.getValue());
        }
    }

    static Map<AccountId, Failure> failures(DataInputStream in) throws IOException {
        Map<AccountId, Failure> failures = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            failures.put(AccountId.of(in.readUTF()), failure(in));
        }
        return failures;
    }
}
