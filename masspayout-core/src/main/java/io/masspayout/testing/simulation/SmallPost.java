package io.masspayout.testing.simulation;

import io.masspayout.ledger.BlockchainGateway;
import io.masspayout.ledger.Signed;
import io.masspayout.ledger.Submission;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Everything that is on its way between the workers of a small world and their ledger. */
final class SmallPost implements Post {

    private final Function<Actor, SmallWorker> workers;
    private final InstantSource clock;
    private final List<Letter> letters = new ArrayList<>();
    private boolean sent;

    SmallPost(Function<Actor, SmallWorker> workers, InstantSource clock) {
        this.workers = workers;
        this.clock = clock;
    }

    /** Whether anything was ever sent to the ledger. */
    boolean hasSent() {
        return sent;
    }

    /** What is on its way, in an order that does not depend on which worker has sent first. */
    List<Letter> letters() {
        return letters;
    }

    private void send(Letter letter) {
        letters.add(letter);
        letters.sort(
                Comparator.comparingInt((Letter each) -> each.worker().number()).thenComparingInt(Letter::number));
    }

    /** A worker's client of the ledger whose sends are on their way until they arrive, and whose questions are a step of their own. */
    BlockchainGateway gateway(BlockchainGateway client, SmallWorker worker) {
        return (BlockchainGateway) Proxy.newProxyInstance(
                BlockchainGateway.class.getClassLoader(),
                new Class<?>[] {BlockchainGateway.class},
                (self, method, arguments) -> {
                    if (method.getName().equals("submit")) {
                        return submit(client, (Signed) arguments[0], worker);
                    }
                    if (method.getName().equals("resolve")) {
                        worker.actor().pass("resolve");
                    }
                    try {
                        return method.invoke(client, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private CompletionStage<Submission> submit(BlockchainGateway client, Signed signed, SmallWorker worker) {
        CompletableFuture<Submission> answer = new CompletableFuture<>();
        sent = true;
        send(new Letter(
                worker,
                worker.nextLetter(),
                true,
                signed,
                fate -> answer.complete(carry(client, signed, worker, fate)),
                Instant.MAX));
        return answer;
    }

    private Submission carry(BlockchainGateway client, Signed signed, SmallWorker worker, Move.Kind fate) {
        return switch (fate) {
            case ARRIVE, ARRIVE_LATE -> arrive(client, signed);
            case LOSE_ANSWER -> {
                arrive(client, signed);
                yield nobodyKnows();
            }
            case DUPLICATE -> {
                arrive(client, signed);
                Submission second = arrive(client, signed);
                // What such an answer says besides is for people. With the same words for the same, states are equal.
                yield second.<Submission>match(settled -> settled, refused -> refused, unknown -> nobodyKnows());
            }
            case DELAY -> {
                send(new Letter(
                        worker, worker.nextLetter(), true, signed, later -> arrive(client, signed), clock.instant()));
                yield nobodyKnows();
            }
            case HOLD_UP, KILL, STALL, RESTORE, GO, GO_CUT_OFF, GO_ON, PASS_TIME ->
                throw new IllegalArgumentException("a send cannot suffer " + fate);
        };
    }

    private static Submission arrive(BlockchainGateway client, Signed signed) {
        return client.submit(signed).toCompletableFuture().join();
    }

    private static Submission nobodyKnows() {
        return new Submission.Unknown("no answer in time");
    }

    @Override
    public void answer(Actor process, String what, Object content, Runnable arrival) {
        SmallWorker worker = workers.apply(process);
        if (worker.isDead()) {
            return;
        }
        // The signer is in the worker's own process.
        if (content instanceof Signed) {
            worker.hears(content);
            arrival.run();
            return;
        }
        send(new Letter(
                worker,
                worker.nextLetter(),
                false,
                content,
                fate -> {
                    worker.hears(content);
                    arrival.run();
                },
                Instant.MAX));
    }

    /** Lets a message arrive, or holds it up, or lets it suffer something else. */
    void handle(SmallWorker worker, int number, Move.Kind fate) {
        Letter letter = letters.stream()
                .filter(each -> each.worker() == worker && each.number() == number)
                .findAny()
                .orElseThrow();
        letters.remove(letter);
        if (fate == Move.Kind.HOLD_UP) {
            send(letter.heldUp(clock.instant()));
        } else {
            letter.arrival().accept(fate);
        }
    }

    /** Answers to a dead worker are never read. What it has sent may still arrive, at any time. */
    void senderDied(SmallWorker worker) {
        letters.removeIf(letter -> letter.worker() == worker && !letter.request());
        letters.replaceAll(
                letter -> letter.worker() == worker && !letter.isLate() ? letter.heldUp(clock.instant()) : letter);
    }

    void loseWhatIsLateSince(Instant time) {
        letters.removeIf(letter -> !letter.lateSince().isAfter(time));
    }
}
