package io.masspayout.testing.simulation;

import io.masspayout.model.IdSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A worker of a small world, and what decides its next steps: where it stands, and everything that it was ever answered. What it has on its
 * stack follows from these, as nothing else that it asks differs from schedule to schedule: its ids come from a stream of its own, its dice show
 * the same each time, and the time is an answer, too.
 */
final class SmallWorker implements IdSource {

    private final int number;
    private final int seat;
    private final Actor actor;
    private final StateDigest heard = new StateDigest();
    private final Instant begins;
    private final BooleanSupplier listens;
    private @Nullable Object kept;
    private @Nullable Instant stalledSince;
    private Instant told = Instant.MIN;
    private boolean dead;
    private boolean cutOff;
    private boolean begun;
    private int letters;
    private long ids;

    /**
     * A worker.
     *
     * @param number among all that there ever were
     * @param seat in which of the places for workers it is; a successor takes over its predecessor's
     * @param begins when it has been started
     * @param listens whether what it hears is to be summed up
     */
    SmallWorker(int number, int seat, Actor actor, Instant begins, BooleanSupplier listens) {
        this.number = number;
        this.seat = seat;
        this.actor = actor;
        this.begins = begins;
        this.listens = listens;
    }

    int number() {
        return number;
    }

    int seat() {
        return seat;
    }

    Actor actor() {
        return actor;
    }

    Instant begins() {
        return begins;
    }

    // What happens to it ----------------------------------------------------------------------------------------------

    boolean isReady(Instant now) {
        return !dead && stalledSince == null && !now.isBefore(begins) && actor.isReady(now);
    }

    boolean isDead() {
        return dead;
    }

    void dies() {
        dead = true;
    }

    @Nullable
    Instant stalledSince() {
        return stalledSince;
    }

    void stall(@Nullable Instant since) {
        stalledSince = since;
    }

    /** Whether it has ever had a turn; before that no harm can come to it. */
    boolean isAlive() {
        return begun && !dead;
    }

    boolean hasBegun() {
        return begun;
    }

    /** It is about to have a turn. */
    void goes(Instant now, boolean findsConnectionBroken) {
        begun = true;
        cutOff = findsConnectionBroken;
        if (isBetweenRounds()) {
            told = Instant.MIN;
            if (listens.getAsBoolean()) {
                heard.set(ofEngine());
            }
        }
        if (!now.equals(told)) {
            told = now;
            heard.add(now);
        }
    }

    /** Whether the connection is broken now; it is so once. */
    boolean isCutOff() {
        boolean was = cutOff;
        cutOff = false;
        return was;
    }

    int nextLetter() {
        return ++letters;
    }

    @Override
    public UUID next() {
        return new UUID(number + 1L, ++ids);
    }

    // What it is told -------------------------------------------------------------------------------------------------

    void hears(@Nullable Object answer) {
        if (listens.getAsBoolean()) {
            Structure.add(heard, answer);
        }
    }

    long heard() {
        return heard.value();
    }

    void remember(long sum) {
        heard.set(sum);
    }

    /** Says what it keeps between two rounds; unless said, that may be anything. */
    void keepsOnly(Object memory) {
        kept = memory;
    }

    private boolean isBetweenRounds() {
        return kept != null && actor.where().equals(SimulatedWorker.SLEEPS);
    }

    private long ofEngine() {
        StateDigest memory = new StateDigest();
        Structure.add(memory, kept);
        return memory.value();
    }

    /** The same port, with every answer noted. What is promised for later is noted when it arrives. */
    <T> T witness(Class<T> port, T real) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (self, method, arguments) -> {
                    try {
                        Object answer = method.invoke(real, arguments);
                        if (!(answer instanceof CompletionStage)) {
                            hears(answer);
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        hears(e.getCause());
                        throw e.getCause();
                    }
                }));
    }

    /** Adds everything that decides its next steps; a dead one has none. */
    void addTo(StateDigest state, Instant now) {
        state.add(number);
        if (!dead) {
            state.add(seat)
                    .add(isBetweenRounds() ? ofEngine() : heard.value())
                    .add(actor.where())
                    .add(begins)
                    .add(ids)
                    .add(letters)
                    .add(begun ? 1 : 0)
                    .add(actor.isReady(now) ? 1 : 0)
                    .add(stalledSince == null ? Instant.MIN : stalledSince)
                    .add(actor.wakesAt().orElse(Instant.MIN));
        }
    }
}
