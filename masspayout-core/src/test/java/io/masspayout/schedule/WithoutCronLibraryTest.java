package io.masspayout.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.validation.Faults;
import io.masspayout.validation.InvalidRequestException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A host that does not have cron-utils: its classes are hidden, and the library is loaded anew where they are. */
class WithoutCronLibraryTest {

    @Test
    void aCronExpressionIsAFaultThatNamesTheLibrary() throws Exception {
        assertThat(askedWithoutTheLibrary(CheckCron.class))
                .isEqualTo(
                        "invalid recurrence: cron = '0 9 * * *': cron expressions need com.cronutils:cron-utils on the"
                                + " class path; add it, or use another frequency");
        assertThat(askedWithoutTheLibrary(AskCron.class))
                .isEqualTo(
                        "cron = '0 9 * * *': cron expressions need com.cronutils:cron-utils on the class path; add it, or"
                                + " use another frequency");
    }

    @Test
    void everyOtherFrequencyWorks() throws Exception {
        assertThat(askedWithoutTheLibrary(AskDaily.class))
                .isEqualTo("Optional[Occurrence[number=2, at=2026-05-02T08:00:00Z]]");
    }

    public static final class CheckCron implements Supplier<String> {
        @Override
        public String get() {
            Faults faults = Faults.of("recurrence");
            Recurrence.cron("0 9 * * *", Times.madrid("2026-05-01T10:00")).check(faults::add);
            return messageOf(faults::throwIfAny);
        }
    }

    public static final class AskCron implements Supplier<String> {
        @Override
        public String get() {
            return messageOf(Recurrence.cron("0 9 * * *", Times.madrid("2026-05-01T10:00"))::first);
        }
    }

    public static final class AskDaily implements Supplier<String> {
        @Override
        public String get() {
            Recurrence daily = Recurrence.daily(Times.madrid("2026-05-01T10:00"));
            Faults faults = Faults.of("recurrence");
            daily.check(faults::add);
            faults.throwIfAny();
            return daily.next(daily.first().orElseThrow()).toString();
        }
    }

    private static String messageOf(Runnable call) {
        try {
            call.run();
            return "nothing was thrown";
        } catch (InvalidRequestException | IllegalStateException e) {
            return e.getMessage();
        }
    }

    private static String askedWithoutTheLibrary(Class<? extends Supplier<String>> question) throws Exception {
        Object asked = new WithoutCronUtils()
                .loadClass(question.getName())
                .getDeclaredConstructor()
                .newInstance();
        return (String) ((Supplier<?>) asked).get();
    }

    private static final class WithoutCronUtils extends ClassLoader {

        WithoutCronUtils() {
            super(WithoutCronLibraryTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("com.cronutils.")) {
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith("io.masspayout.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : define(name);
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (file == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = file.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
