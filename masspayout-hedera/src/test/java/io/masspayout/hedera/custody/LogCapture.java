package io.masspayout.hedera.custody;

import java.io.PrintStream;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.slf4j.LoggerFactory;

/**
 * Makes every logger say everything: those of slf4j-simple, which write to {@code System.err}, and those of java.util.logging, which
 * gRPC uses. {@link #close} gives them their levels back.
 */
final class LogCapture implements AutoCloseable {

    /** The roots of all packages at work. slf4j-simple looks for the level of a new logger by the beginnings of its name. */
    private static final String[] ROOTS = {"io", "com", "org", "java", "javax", "net", "reactor"};

    private static final String LEVEL_OF = "org.slf4j.simpleLogger.log.";

    /** {@code LocationAwareLogger.TRACE_INT}. */
    private static final int TRACE = 0;

    private final Map<Object, Object> levels = new HashMap<>();
    private final Map<String, String> settings = new HashMap<>();
    private final Level levelOfRoot = Logger.getLogger("").getLevel();
    private final Handler handler;

    private LogCapture(Handler handler) {
        this.handler = handler;
    }

    static LogCapture start(PrintStream target) {
        LogCapture capture = new LogCapture(new Printer(target));
        try {
            for (Object logger : loggers().values()) {
                capture.levels.put(logger, level(logger).get(logger));
                level(logger).set(logger, TRACE);
            }
        } catch (ReflectiveOperationException changed) {
            throw new IllegalStateException("slf4j-simple is not what it was: adapt this class", changed);
        }
        capture.makeNewOnesTalk();
        capture.handler.setLevel(Level.ALL);
        Logger.getLogger("").addHandler(capture.handler);
        Logger.getLogger("").setLevel(Level.ALL);
        return capture;
    }

    private void makeNewOnesTalk() {
        for (String name : System.getProperties().stringPropertyNames()) {
            if (name.startsWith(LEVEL_OF)) {
                settings.put(name, System.getProperty(name));
                System.setProperty(name, "trace");
            }
        }
        for (String root : ROOTS) {
            settings.putIfAbsent(LEVEL_OF + root, "");
            System.setProperty(LEVEL_OF + root, "trace");
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> loggers() throws ReflectiveOperationException {
        Object factory = LoggerFactory.getILoggerFactory();
        Field loggers = factory.getClass().getDeclaredField("loggerMap");
        loggers.setAccessible(true);
        return (Map<String, Object>) loggers.get(factory);
    }

    private static Field level(Object logger) throws ReflectiveOperationException {
        Field level = logger.getClass().getDeclaredField("currentLogLevel");
        level.setAccessible(true);
        return level;
    }

    @Override
    public void close() {
        Logger.getLogger("").setLevel(levelOfRoot);
        Logger.getLogger("").removeHandler(handler);
        settings.forEach((name, setting) -> {
            if (setting.isEmpty()) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, setting);
            }
        });
        try {
            for (Object logger : List.copyOf(loggers().values())) {
                Object before = levels.get(logger);
                level(logger).set(logger, before == null ? ordinaryLevel(logger) : before);
            }
        } catch (ReflectiveOperationException changed) {
            throw new IllegalStateException("slf4j-simple is not what it was: adapt this class", changed);
        }
    }

    /** A logger that was made while everybody talked takes the level of one made now, and keeps its place. */
    private static Object ordinaryLevel(Object logger) throws ReflectiveOperationException {
        String name = ((org.slf4j.Logger) logger).getName();
        loggers().remove(name);
        Object madeNow = LoggerFactory.getLogger(name);
        loggers().put(name, logger);
        return level(madeNow).get(madeNow);
    }

    /** Unlike a {@code ConsoleHandler} not bound to the stream that was there when the JVM started. */
    private static final class Printer extends Handler {

        private final PrintStream target;

        Printer(PrintStream target) {
            this.target = target;
            setFormatter(new SimpleFormatter());
        }

        @Override
        public void publish(LogRecord entry) {
            target.print(getFormatter().format(entry));
        }

        @Override
        public void flush() {
            target.flush();
        }

        @Override
        public void close() {}
    }
}
