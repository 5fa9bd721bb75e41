package io.masspayout.testing.simulation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts other answers in the place of one method's. */
final class Tampered {

    private Tampered() {}

    /** One call of the method that is tampered with. */
    record Call(Object target, Method method, List<@Nullable Object> arguments) {

        /** Does what the method does. */
        @Nullable
        Object proceed() {
            try {
                return method.invoke(target, arguments.toArray());
            } catch (InvocationTargetException e) {
                if (e.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw (Error) e.getCause();
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** What is done instead. */
    interface Instead {
        @Nullable
        Object of(Call call);
    }

    static <T> T with(Class<T> type, T real, String name, Instead instead) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    Call call = new Call(real, method, arguments == null ? List.of() : Arrays.asList(arguments));
                    return method.getName().equals(name) ? instead.of(call) : call.proceed();
                }));
    }
}
