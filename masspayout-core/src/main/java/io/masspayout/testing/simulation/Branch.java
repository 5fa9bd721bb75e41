package io.masspayout.testing.simulation;

import io.masspayout.testing.simulation.Move.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where schedules begin to differ: the moves up to there, by which that place is reached again exactly, and what the schedule that was there
 * before knew just before the last of them. Immutable.
 */
final class Branch {

    /** The beginning of all schedules. */
    static final Branch ROOT = new Branch(new int[0], 0, 0, new long[0], List.of());

    private static final int KIND_BITS = 7;
    private static final int WORKER_BITS = 5;

    private static final Map<Integer, Kind> KINDS =
            Stream.of(Kind.values()).collect(Collectors.toMap(kind -> (int) kind.code(), kind -> kind));

    private final int[] moves;
    private final int size;
    private final int last;
    private final long[] heard;
    private final List<Move> asleep;

    private Branch(int[] moves, int size, int last, long[] heard, List<Move> asleep) {
        this.moves = moves;
        this.size = size;
        this.last = last;
        this.heard = heard;
        this.asleep = asleep;
    }

    int size() {
        return size;
    }

    /** A move; what it touches is not kept, and its price is. */
    Move get(int index) {
        return unpack(index == size - 1 ? last : moves[index]);
    }

    long[] heard() {
        return heard;
    }

    List<Move> asleep() {
        return asleep;
    }

    static int pack(Move move) {
        return ((move.message() << WORKER_BITS | move.worker()) << KIND_BITS
                                | move.kind().code())
                        << 1
                | move.preemptions();
    }

    private static Move unpack(int packed) {
        int kind = packed >>> 1;
        int worker = kind >>> KIND_BITS;
        return new Move(
                Objects.requireNonNull(KINDS.get(kind & (1 << KIND_BITS) - 1)),
                worker & (1 << WORKER_BITS) - 1,
                worker >>> WORKER_BITS,
                Footprint.EVERYTHING,
                packed & 1);
    }

    /** Reads what {@link MoveLog#toString} wrote. */
    static Branch parse(String text) {
        int[] moves = Arrays.stream(text.split(" ")).mapToInt(Integer::parseInt).toArray();
        return new Branch(moves, moves.length, moves[moves.length - 1], new long[0], List.of());
    }

    /** The moves of a schedule. All branches that leave it share them. */
    static final class MoveLog {

        private int[] moves = new int[128];
        private int size;

        void add(Move move) {
            if (size == moves.length) {
                moves = Arrays.copyOf(moves, size * 2);
            }
            moves[size++] = pack(move);
        }

        /**
         * The moves so far, and another one.
         *
         * @param heard what each worker had been answered before that one, summed up
         * @param asleep what need not be made after that one
         */
        Branch branch(Move last, long[] heard, List<Move> asleep) {
            return new Branch(moves, size + 1, pack(last), heard, asleep);
        }

        @Override
        public String toString() {
            return IntStream.of(moves).limit(size).mapToObj(String::valueOf).collect(Collectors.joining(" "));
        }
    }
}
