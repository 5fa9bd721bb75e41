package io.masspayout.bulkhead;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What may be said of something that was thrown by code that is not the library's: a gateway's, a handler's, a host's. */
public final class Breakage {

    /** A reason is for a person to read, in a log line or a row of a table; what is longer is no sentence. */
    public static final int MAX_REASON_LENGTH = 1_000;

    /** A chain of causes that is longer is a loop, or nobody reads it. */
    private static final int MAX_CAUSES = 50;

    private Breakage() {}

    /**
     * Whether the JVM itself is broken, so that no further unit can be trusted to run. A stack that overflows is none of that: the unit that
     * recurses too deeply has unwound, and the others have the whole stack again. Nor is a class that a handler cannot load.
     */
    public static boolean isOfTheJvm(Throwable thrown) {
        return thrown instanceof VirtualMachineError && !(thrown instanceof StackOverflowError);
    }

    /** Throws it on if the JVM is broken; returns otherwise. */
    public static void throwIfOfTheJvm(Throwable thrown) {
        if (isOfTheJvm(thrown)) {
            throw (VirtualMachineError) thrown;
        }
    }

    /** Why it was thrown, for a person: the message, or the name of the class where there is no message or it cannot be read. */
    public static String reason(Throwable thrown) {
        String message;
        try {
            message = thrown.getMessage();
        } catch (Throwable unreadable) {
            throwIfOfTheJvm(unreadable);
            message = null;
        }
        String reason = message == null || message.isBlank() ? thrown.getClass().getName() : message;
        return reason.length() <= MAX_REASON_LENGTH ? reason : reason.substring(0, MAX_REASON_LENGTH) + " …";
    }

    /** The same, or a stand-in with its stack trace where a log could not write it: a message that throws would come out of the logging call. */
    public static Throwable loggable(Throwable thrown) {
        return isReadable(thrown) ? thrown : new Unreadable(thrown);
    }

    private static boolean isReadable(Throwable thrown) {
        try {
            @Nullable Throwable next = thrown;
            for (int depth = 0; next != null && depth < MAX_CAUSES; depth++) {
                Objects.requireNonNullElse(next.getMessage(), next.toString());
                Objects.requireNonNullElse(next.getLocalizedMessage(), next.toString());
                next = next.getCause();
            }
            return next == null;
        } catch (Throwable unreadable) {
            throwIfOfTheJvm(unreadable);
            return false;
        }
    }

    /** Stands for an exception whose message cannot be read. */
    private static final class Unreadable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Unreadable(Throwable thrown) {
            super(thrown.getClass().getName() + ", whose message or causes cannot be read", null);
            setStackTrace(thrown.getStackTrace());
        }
    }
}
