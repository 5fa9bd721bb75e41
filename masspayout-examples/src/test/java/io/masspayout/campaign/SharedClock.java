package io.masspayout.campaign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * One clock for many processes: the system's, and what the conductor has skipped so far, which a file holds that all of them see. Between two
 * jumps time goes by as in life, because waits and validity windows are measured in it.
 */
final class SharedClock implements InstantSource {

    private static final VarHandle LONGS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final MappedByteBuffer skippedNanos;

    private SharedClock(MappedByteBuffer skippedNanos) {
        this.skippedNanos = skippedNanos;
    }

    /** The clock that a file holds; a new file is the system's clock until it is moved. */
    static SharedClock in(Path file) {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return new SharedClock(channel.map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Instant instant() {
        return Instant.now().plusNanos((long) LONGS.getVolatile(skippedNanos, 0));
    }

    /** Moves it for everybody at once. For one process only. */
    void set(Instant time) {
        LONGS.setVolatile(skippedNanos, 0, Duration.between(Instant.now(), time).toNanos());
    }
}
