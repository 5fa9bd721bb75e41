package io.masspayout.hedera.node;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One node for all test classes of a run, as a start takes half a minute: begun with an empty ledger by the first class that
 * needs it, stopped after the last. Tests take {@link RealNode}, {@link RealLedger} and {@link NodeBackedMirror} as parameters of their methods, make
 * accounts and tokens of their own, and leave the node running.
 */
public final class KeptNode implements BeforeAllCallback, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(KeptNode.class);

    /** Here and not with the first parameter, so that a class is skipped where there is no node. */
    @Override
    public void beforeAll(ExtensionContext context) {
        kept(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == RealNode.class || type == RealLedger.class || type == NodeBackedMirror.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Kept kept = kept(context);
        Class<?> type = parameter.getParameter().getType();
        return type == RealNode.class ? kept.node : type == RealLedger.class ? kept.ledger : kept.mirror();
    }

    private static Kept kept(ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE).computeIfAbsent(Kept.class, key -> Kept.started(), Kept.class);
    }

    /** Closed by JUnit with its store. */
    private static final class Kept implements AutoCloseable {

        private final InstantSource clock = InstantSource.system();
        private final RealNode node;
        private final RealLedger ledger;
        private @Nullable NodeBackedMirror mirror;

        private Kept(RealNode node) {
            this.node = node;
            ledger = new RealLedger(node, clock);
        }

        static Kept started() {
            RealNode node = RealNode.builtOrSkip();
            node.reset();
            node.start();
            return new Kept(node);
        }

        /** Only for those who need it: it keeps the node busy. */
        synchronized NodeBackedMirror mirror() {
            if (mirror == null) {
                mirror = new NodeBackedMirror(node, clock);
            }
            return mirror;
        }

        @Override
        public synchronized void close() {
            if (mirror != null) {
                mirror.close();
            }
            ledger.close();
            node.close();
        }
    }
}
