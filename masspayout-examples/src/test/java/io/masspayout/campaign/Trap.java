package io.masspayout.campaign;

import io.masspayout.ledger.Signed;
import io.masspayout.model.BatchId;
import io.masspayout.store.DraftedTransaction;
import io.masspayout.store.Settlement;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Stops a worker for good at a named point of the protocol: just before or just after a call of the store or the ledger. The worker says
 * {@code AT} and the point, and waits to be killed; nothing else of it gets beyond its next call.
 */
final class Trap {

    private final CountDownLatch never = new CountDownLatch(1);
    private @Nullable String point;
    private boolean sprung;

    /** Sets the trap, as in {@code before ledger.submit}. */
    synchronized void set(String where) {
        point = where;
    }

    /** The same object, with the trap in its way. */
    <T> T watch(Class<T> type, String role, T target) {
        Object proxy =
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    String call = role + "." + method.getName();
                    pass("before " + call, arguments);
                    Object result = invoke(target, method, arguments);
                    if (result instanceof CompletionStage<?> stage) {
                        return stage.whenComplete((value, problem) -> pass("after " + call, arguments));
                    }
                    pass("after " + call, arguments);
                    return result;
                });
        return type.cast(proxy);
    }

    private static @Nullable Object invoke(Object target, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private void pass(String here, Object @Nullable [] arguments) {
        if (isEnd(here, arguments)) {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized boolean isEnd(String here, Object @Nullable [] arguments) {
        if (!sprung && here.equals(point) && concernsSomebody(arguments)) {
            sprung = true;
            System.out.println("AT " + here + " " + batches(arguments));
        }
        return sprung;
    }

    // A call with an empty collection does nothing, so dying there would show nothing.
    private static boolean concernsSomebody(Object @Nullable [] arguments) {
        return arguments == null
                || Arrays.stream(arguments)
                        .noneMatch(argument -> argument instanceof Collection<?> some && some.isEmpty());
    }

    private static String batches(Object @Nullable [] arguments) {
        return arguments == null
                ? ""
                : Arrays.stream(arguments)
                        .flatMap(argument ->
                                argument instanceof Collection<?> some ? some.stream() : Stream.of(argument))
                        .flatMap(argument -> batch(argument).stream())
                        .map(BatchId::toString)
                        .collect(Collectors.joining(" "));
    }

    private static Optional<BatchId> batch(Object argument) {
        if (argument instanceof Signed signed) {
            return Optional.of(signed.batchId());
        }
        if (argument instanceof DraftedTransaction drafted) {
            return Optional.of(drafted.allocated().batchId());
        }
        return argument instanceof Settlement settlement ? Optional.of(settlement.batchId()) : Optional.empty();
    }
}
