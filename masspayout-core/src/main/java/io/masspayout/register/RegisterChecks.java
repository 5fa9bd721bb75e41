package io.masspayout.register;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * What the host knows of a register before it is read, and what the host accepts of it. A register that is not as said is refused as a
 * whole, and the register in the database stays as it was. Immutable; each method returns a changed copy.
 *
 * @param lines how many holders the register has; not compared when {@code null}
 * @param sum what they hold together, in the asset's smallest units; not compared when {@code null}
 * @param emptyAllowed whether a register without a holder may replace the one that is there
 * @param unfinishedLastLineAllowed whether the last line may lack its line break, although it could have been cut
 */
public record RegisterChecks(
        @Nullable Long lines, @Nullable BigInteger sum, boolean emptyAllowed, boolean unfinishedLastLineAllowed) {

    private static final RegisterChecks STANDARD = new RegisterChecks(null, null, false, false);

    /** No totals; an empty register and an unfinished last line are refused. */
    public static RegisterChecks standard() {
        return STANDARD;
    }

    /** The register has to have so many holders; header and trailer do not count. */
    public RegisterChecks expectingLines(long holders) {
        return new RegisterChecks(holders, sum, emptyAllowed, unfinishedLastLineAllowed);
    }

    /** The balances have to come to this, in the asset's smallest units. */
    public RegisterChecks expectingSum(long balances) {
        return expectingSum(BigInteger.valueOf(balances));
    }

    /** As {@link #expectingSum(long)}, for a sum beyond a {@code long}. */
    public RegisterChecks expectingSum(BigInteger balances) {
        return new RegisterChecks(lines, balances, emptyAllowed, unfinishedLastLineAllowed);
    }

    /** A register without a holder is meant: the asset has no holders afterwards. */
    public RegisterChecks allowingEmpty() {
        return new RegisterChecks(lines, sum, true, unfinishedLastLineAllowed);
    }

    /** The last line may lack its line break: the host knows that the file is whole. */
    public RegisterChecks allowingUnfinishedLastLine() {
        return new RegisterChecks(lines, sum, emptyAllowed, true);
    }

    /** Whether a last line that was cut goes through: it cannot where the sum is compared, as a cut balance is another number. */
    boolean acceptUnfinishedLastLine() {
        return unfinishedLastLineAllowed || sum != null;
    }
}
