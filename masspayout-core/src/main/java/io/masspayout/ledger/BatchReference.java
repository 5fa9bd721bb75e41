package io.masspayout.ledger;

import io.masspayout.model.BatchId;
import io.masspayout.model.DistributionId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a ledger transaction carries in its memo, so that a database which has forgotten it can be told again: the distribution
 * and the batch it paid.
 *
 * @param distributionId whose payment
 * @param batchId which batch of it
 */
public record BatchReference(DistributionId distributionId, BatchId batchId) {

    /** Characters of the text form, all ASCII: Hedera allows a memo of 100 bytes. */
    public static final int LENGTH = "mp1:".length() + 36 + 1 + 36;

    private static final String UUID_FORM = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final Pattern FORM = Pattern.compile("mp1:(" + UUID_FORM + "):(" + UUID_FORM + ")");

    /** The reference in a memo, or empty when the memo is not one of ours. */
    public static Optional<BatchReference> parse(String memo) {
        Matcher matcher = FORM.matcher(memo);
        return matcher.matches()
                ? Optional.of(new BatchReference(DistributionId.of(matcher.group(1)), BatchId.of(matcher.group(2))))
                : Optional.empty();
    }

    /** The text form: {@code mp1:<distribution>:<batch>}, {@link #LENGTH} characters. */
    @Override
    public String toString() {
        return "mp1:" + distributionId + ":" + batchId;
    }
}
