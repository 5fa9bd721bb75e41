package io.masspayout.hedera.node;

import java.time.InstantSource;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One node for all test classes of a run, as a start takes half a minute: begun with an empty ledger by the first class that
 * needs it, stopped after the last. Tests take {@link RealNode} and {@link RealLedger} as parameters of their methods, make
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
        return type == RealNode.class || type == RealLedger.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Kept kept = kept(context);
        return parameter.getParameter().getType() == RealNode.class ? kept.node : kept.ledger;
    }

    private static Kept kept(ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE).computeIfAbsent(Kept.class, key -> Kept.started(), Kept.class);
    }

    /** Closed by JUnit with its store. */
    private record Kept(RealNode node, RealLedger ledger) implements AutoCloseable {

        static Kept started() {
            RealNode node = RealNode.builtOrSkip();
            node.reset();
            node.start();
            return new Kept(node, new RealLedger(node, InstantSource.system()));
        }

        @Override
        public void close() {
            ledger.close();
            node.close();
        }
    }
}
