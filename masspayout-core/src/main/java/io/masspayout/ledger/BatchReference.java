package io.masspayout.ledger;

import io.masspayout.model.BatchId;
import io.masspayout.model.BookId;
import io.masspayout.model.DistributionId;
import io.masspayout.model.Payment;
import io.masspayout.model.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a ledger transaction carries in its memo, so that a database which has forgotten it can be told again: the book, the
 * distribution and the batch it paid, and a hash of the payments.
 *
 * @param book whose; {@code null} in a memo of the first form, which named no book
 * @param distributionId whose payment
 * @param batchId which batch of it
 * @param paymentsHash of whom it pays how much, as {@link #hash} makes it; empty in a memo of the first form
 */
public record BatchReference(
        @Nullable BookId book, DistributionId distributionId, BatchId batchId, String paymentsHash) {

    /** Characters of the longest text form, all ASCII: Hedera allows a memo of 100 bytes. */
    public static final int MAX_LENGTH = 83;

    /** 60 bits: it tells a misread payment from the right one, it keeps out no forger. */
    private static final int HASH_LENGTH = 10;

    private static final String UUID_FORM = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final Pattern FIRST_FORM = Pattern.compile("mp1:(" + UUID_FORM + "):(" + UUID_FORM + ")");

    private static final String SHORT_UUID = "[A-Za-z0-9_-]{21}[AQgw]";
    private static final Pattern SECOND_FORM = Pattern.compile(
            "mp2:(" + SHORT_UUID + "):(" + SHORT_UUID + "):(" + SHORT_UUID + "):([A-Za-z0-9_-]{" + HASH_LENGTH + "})");

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    public BatchReference {
        boolean secondForm = paymentsHash.length() == HASH_LENGTH;
        if (book == null ? !paymentsHash.isEmpty() : !secondForm) {
            throw new IllegalArgumentException("a reference has a book and a hash of the payments, or neither, but has "
                    + book + " and '" + paymentsHash + "'");
        }
    }

    /** A reference of the first form, as versions before the book wrote it. */
    public BatchReference(DistributionId distributionId, BatchId batchId) {
        this(null, distributionId, batchId, "");
    }

    /** The reference of a batch that pays these payments. */
    public static BatchReference of(
            BookId book, DistributionId distributionId, BatchId batchId, Collection<Payment> payments) {
        return new BatchReference(book, distributionId, batchId, hash(payments));
    }

    /** A short hash of whom a transaction pays how much, in any order. */
    public static String hash(Collection<Payment> payments) {
        StringBuilder text = new StringBuilder();
        payments.stream()
                .sorted(Comparator.comparing(
                        (Payment payment) -> payment.account().value()))
                .forEach(payment -> text.append(payment.account().value())
                        .append('=')
                        .append(payment.amount())
                        .append('\n'));
        byte[] hash = Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8));
        return ENCODER.encodeToString(hash).substring(0, HASH_LENGTH);
    }

    /** The reference in a memo, or empty when the memo is not one of ours. */
    public static Optional<BatchReference> parse(String memo) {
        Matcher second = SECOND_FORM.matcher(memo);
        if (second.matches()) {
            return Optional.of(new BatchReference(
                    new BookId(uuid(second.group(1))),
                    new DistributionId(uuid(second.group(2))),
                    new BatchId(uuid(second.group(3))),
                    second.group(4)));
        }
        Matcher first = FIRST_FORM.matcher(memo);
        return first.matches()
                ? Optional.of(new BatchReference(DistributionId.of(first.group(1)), BatchId.of(first.group(2))))
                : Optional.empty();
    }

    private static UUID uuid(String text) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    private static String text(UUID uuid) {
        return ENCODER.encodeToString(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array());
    }

    /** The text form: {@code mp2:<book>:<distribution>:<batch>:<payments>}, at most {@link #MAX_LENGTH} characters. */
    @Override
    public String toString() {
        return book == null
                ? "mp1:" + distributionId + ":" + batchId
                : "mp2:" + text(book.value()) + ":" + text(distributionId.value()) + ":" + text(batchId.value()) + ":"
                        + paymentsHash;
    }
}
