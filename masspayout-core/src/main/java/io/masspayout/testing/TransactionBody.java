package io.masspayout.testing;

import io.masspayout.ledger.BatchInstruction;
import io.masspayout.ledger.BatchReference;
import io.masspayout.ledger.Bytes;
import io.masspayout.ledger.LedgerLimits;
import io.masspayout.model.AccountId;
import io.masspayout.model.LedgerTransactionId;
import io.masspayout.model.Payment;
import io.masspayout.model.TokenId;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;

/**
 * What a transaction of the simulated ledger says, and its binary form: 17 bytes a payment, since the ledger's whole history is
 * kept in it.
 *
 * @param start when it may take effect first, in nanoseconds; with the payer it is the id
 * @param validUntil when it may take effect last, in nanoseconds
 * @param payer the number of the treasury's account
 * @param atomic whether one recipient who cannot be paid fails the whole
 * @param namesCulprits whether the outcome says who that was
 */
record TransactionBody(
        long start,
        long validUntil,
        long payer,
        TokenId token,
        int decimals,
        boolean atomic,
        boolean namesCulprits,
        boolean createAccounts,
        BatchReference reference,
        List<Payment> payments) {

    private static final byte FORMAT = 2;
    private static final int HEADER_LENGTH = 1 + 3 * Long.BYTES + 4 + 3 * Integer.BYTES;
    private static final int ADDRESS_LENGTH = 20;
    private static final byte BY_NUMBER = 0;
    private static final byte BY_ADDRESS = 1;
    private static final int SIGNATURE_LENGTH = Long.BYTES;

    TransactionBody {
        payments = List.copyOf(payments);
    }

    /** What a batch becomes: depends on nothing but the instruction, the start and the client's mode. */
    static TransactionBody of(BatchInstruction instruction, long start, LedgerLimits limits, boolean namesCulprits) {
        String payer = AddressBook.canonical(instruction.treasury().account().value());
        if (AddressBook.isAlias(payer)) {
            throw new IllegalArgumentException("the treasury must be an account 0.0.n but is " + payer);
        }
        return new TransactionBody(
                start,
                Math.addExact(start, limits.validity().toNanos()),
                AddressBook.number(payer),
                instruction.currency().token(),
                instruction.currency().decimals(),
                limits.allOrNothing(),
                namesCulprits,
                instruction.createAccounts(),
                instruction.reference(),
                instruction.payments());
    }

    LedgerTransactionId id() {
        return LedgerTransactionId.of("0.0." + payer + "@" + LedgerTime.text(start));
    }

    byte[] encode() {
        byte[] tokenText = utf8(token.value());
        byte[] memo = utf8(reference.toString());
        int recipients = payments.stream()
                .mapToInt(payment ->
                        1 + Long.BYTES + (AddressBook.isAlias(payment.account().value()) ? ADDRESS_LENGTH : Long.BYTES))
                .sum();
        ByteBuffer buffer = ByteBuffer.allocate(HEADER_LENGTH + memo.length + tokenText.length + recipients);
        buffer.put(FORMAT).putLong(start).putLong(validUntil).putLong(payer);
        buffer.put((byte) decimals).put(flag(atomic)).put(flag(namesCulprits)).put(flag(createAccounts));
        buffer.putInt(memo.length).put(memo);
        buffer.putInt(tokenText.length).put(tokenText).putInt(payments.size());
        for (Payment payment : payments) {
            String account = payment.account().value();
            if (AddressBook.isAlias(account)) {
                buffer.put(BY_ADDRESS).put(HexFormat.of().parseHex(account, 2, account.length()));
            } else {
                buffer.put(BY_NUMBER).putLong(AddressBook.number(account));
            }
            buffer.putLong(payment.amount());
        }
        return buffer.array();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException when the bytes are anything else
     */
    static TransactionBody decode(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try {
            if (buffer.get() != FORMAT) {
                throw new IllegalArgumentException("not a transaction of the simulated ledger");
            }
            long start = buffer.getLong();
            long validUntil = buffer.getLong();
            long payer = buffer.getLong();
            int decimals = buffer.get();
            boolean atomic = buffer.get() != 0;
            boolean namesCulprits = buffer.get() != 0;
            boolean createAccounts = buffer.get() != 0;
            String memo = text(buffer);
            BatchReference reference = BatchReference.parse(memo)
                    .orElseThrow(() -> new IllegalArgumentException("the memo '" + memo + "' names no batch"));
            TokenId token = TokenId.of(text(buffer));
            int count = buffer.getInt();
            List<Payment> payments = new ArrayList<>(Math.min(count, bytes.length));
            for (int i = 0; i < count; i++) {
                payments.add(new Payment(account(buffer), buffer.getLong()));
            }
            return new TransactionBody(
                    start,
                    validUntil,
                    payer,
                    token,
                    decimals,
                    atomic,
                    namesCulprits,
                    createAccounts,
                    reference,
                    payments);
        } catch (BufferUnderflowException truncated) {
            throw new IllegalArgumentException("a truncated transaction of " + bytes.length + " bytes", truncated);
        }
    }

    /** Body and signature: what is sent. */
    static Bytes sign(Bytes body) {
        byte[] content = body.toArray();
        return Bytes.of(ByteBuffer.allocate(content.length + SIGNATURE_LENGTH)
                .put(content)
                .putLong(signature(content, content.length))
                .array());
    }

    /**
     * The body in what was sent.
     *
     * @throws IllegalArgumentException when the signature is not that of the body
     */
    static byte[] verify(Bytes signed) {
        byte[] content = signed.toArray();
        int length = content.length - SIGNATURE_LENGTH;
        if (length <= 0 || ByteBuffer.wrap(content).getLong(length) != signature(content, length)) {
            throw new IllegalArgumentException("the signature is not that of the body");
        }
        byte[] body = new byte[length];
        System.arraycopy(content, 0, body, 0, length);
        return body;
    }

    // A checksum: nobody forges anything here, but bytes that were mixed up must be noticed.
    private static long signature(byte[] content, int length) {
        CRC32 checksum = new CRC32();
        checksum.update(content, 0, length);
        return checksum.getValue();
    }

    private static AccountId account(ByteBuffer buffer) {
        if (buffer.get() == BY_NUMBER) {
            return AddressBook.id(buffer.getLong());
        }
        byte[] address = new byte[ADDRESS_LENGTH];
        buffer.get(address);
        return AccountId.of("0x" + HexFormat.of().formatHex(address));
    }

    private static byte flag(boolean on) {
        return (byte) (on ? 1 : 0);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(ByteBuffer buffer) {
        int length = buffer.getInt();
        if (length < 0 || length > buffer.remaining()) {
            throw new IllegalArgumentException("a text of " + length + " bytes in " + buffer.remaining());
        }
        byte[] content = new byte[length];
        buffer.get(content);
        return new String(content, StandardCharsets.UTF_8);
    }
}
