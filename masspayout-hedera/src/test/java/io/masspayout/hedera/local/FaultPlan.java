package io.masspayout.hedera.local;

import com.hedera.hashgraph.sdk.proto.ResponseCodeEnum;
import io.masspayout.hedera.local.world.ConsensusFaults;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The faults that are still to happen, in the order in which they were planned. Safe for use by many threads. */
final class FaultPlan implements ConsensusFaults {

    /** Aims at whichever node is asked next. */
    static final long ANY_NODE = 0;

    private final List<Planned> planned = new ArrayList<>();

    private static final class Planned {
        private final long node;
        private final Fault fault;
        private int left;

        private Planned(long node, Fault fault, int left) {
            this.node = node;
            this.fault = fault;
            this.left = left;
        }
    }

    synchronized void add(long node, int times, Fault fault) {
        if (times < 1) {
            throw new IllegalArgumentException("a fault happens at least once, not " + times + " times");
        }
        planned.add(new Planned(node, fault, times));
    }

    /** The next fault of a kind at a node, which is thereby used up. */
    <F extends Fault> Optional<F> take(Class<F> kind, long node) {
        return take(kind, node, fault -> true);
    }

    synchronized <F extends Fault> Optional<F> take(Class<F> kind, long node, Predicate<F> fits) {
        Optional<Planned> next = planned.stream()
                .filter(one -> one.node == ANY_NODE || one.node == node)
                .filter(one -> kind.isInstance(one.fault) && fits.test(kind.cast(one.fault)))
                .findFirst();
        next.ifPresent(this::use);
        return next.map(one -> kind.cast(one.fault));
    }

    private void use(Planned one) {
        if (one.left != LocalFaults.ALWAYS && --one.left == 0) {
            planned.remove(one);
        }
    }

    /** Forgets what is planned for a node, or for any node. */
    synchronized void heal(long node) {
        planned.removeIf(one -> one.node == node);
    }

    synchronized void healAll() {
        planned.clear();
    }

    /** How many times something is still to go wrong; lasting faults do not count. */
    synchronized int left() {
        return planned.stream()
                .filter(one -> one.left != LocalFaults.ALWAYS)
                .mapToInt(one -> one.left)
                .sum();
    }

    @Override
    public boolean dropsAccepted(long node) {
        return take(Fault.DroppedAfterAccept.class, node).isPresent();
    }

    @Override
    public Optional<ResponseCodeEnum> statusFor(long node) {
        return take(Fault.FailsAtConsensus.class, node).map(Fault.FailsAtConsensus::status);
    }
}
