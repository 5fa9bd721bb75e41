package io.masspayout.campaign;

import com.hedera.hashgraph.sdk.AccountId;
import com.hedera.hashgraph.sdk.Status;
import io.masspayout.hedera.local.LocalFaults;
import io.masspayout.hedera.local.LocalNetwork;
import io.masspayout.hedera.local.Loss;
import io.masspayout.hedera.local.mirror.MirrorFaults;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * What befalls messages between workers, nodes and mirror node. In foul weather a few more faults are planned every moment; the next
 * messages meet them. In fair weather there are none. Safe for use by many threads.
 */
final class HederaWeather {

    private static final long MOMENT_MILLIS = 100;

    /** Planned at once for each percent; more would meet only those who come when it is fair. */
    private static final int MOST_AHEAD = 2;

    private static final int LONGEST_STORM = 60;
    private static final int LONGEST_SPELL_MILLIS = 3_000;
    private static final int LATEST_ANSWER_MILLIS = 4_000;
    private static final Duration SLOWEST_MIRROR = Duration.ofMillis(700);
    private static final int MOST_SECONDS_BEHIND = 40;
    private static final int MIRROR_REQUESTS_HIT = 40;
    private static final int WAIT_SECONDS_AFTER_429 = 1;
    private static final Duration OPENING_PORTS = Duration.ofSeconds(30);

    private static final List<Status> BUSY_RECEIPTS = List.of(Status.BUSY, Status.RECEIPT_NOT_FOUND);

    /** Said at the door, before anything is taken in. */
    private static final List<Status> CLOSED_DOORS =
            List.of(Status.PLATFORM_TRANSACTION_NOT_CREATED, Status.PLATFORM_NOT_ACTIVE);

    private final LocalFaults faults;
    private final List<AccountId> nodes;
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
    private Random dice = new Random(0);
    private int percent;
    private long struckBefore;
    private long planned;

    @SuppressWarnings("FutureReturnValueIgnored") // ends with this process
    HederaWeather(LocalNetwork network) {
        this.faults = network.faults();
        this.nodes = List.copyOf(network.nodes().values());
        later.scheduleAtFixedRate(this::moment, MOMENT_MILLIS, MOMENT_MILLIS, TimeUnit.MILLISECONDS);
    }

    synchronized void foul(int struckPercent, long seed) {
        dice = new Random(seed);
        percent = struckPercent;
    }

    synchronized void fair() {
        percent = 0;
        struckBefore = struck();
        planned = 0;
        // While a node was down somebody else's connection may have got its port.
        Await.until("all nodes are up again", OPENING_PORTS, () -> {
            try {
                faults.healAll();
                return true;
            } catch (UncheckedIOException portInUse) {
                return false;
            }
        });
    }

    /** How many messages to nodes suffered; what the mirror node left unanswered is not counted. */
    synchronized long struck() {
        return struckBefore + planned - (planned == 0 ? 0 : faults.left());
    }

    private synchronized void moment() {
        if (percent == 0) {
            return;
        }
        try {
            for (int i = 0; i <= percent / 5 && faults.left() < MOST_AHEAD * percent; i++) {
                strikeMessages();
            }
            if (dice.nextInt(100) < percent) {
                strikePlaces();
            }
        } catch (RuntimeException defect) {
            // A task that throws is never run again, and the weather would be fair for ever.
            System.err.println("DEFECT in the weather");
            defect.printStackTrace();
        }
    }

    private void strikeMessages() {
        LocalFaults where = dice.nextBoolean() ? faults : faults.at(anyOf(nodes));
        switch (dice.nextInt(10)) {
            case 0 -> where.loseNextRequest(anyLoss(), counted(1));
            case 1, 2 -> where.loseNextAnswer(anyLoss(), counted(1));
            case 3 -> {
                where.duplicateNext();
                counted(1);
            }
            case 4 -> where.busyNext(counted(1 + dice.nextInt(LONGEST_STORM)));
            case 5 -> where.precheckNext(anyOf(CLOSED_DOORS), counted(1 + dice.nextInt(3)));
            case 6 -> where.receiptsUnavailable(anyLoss(), counted(1 + dice.nextInt(3)));
            case 7 -> where.refuseReceipts(anyOf(BUSY_RECEIPTS), counted(1 + dice.nextInt(10)));
            case 8 -> {
                where.dropAfterAccept(counted(1));
                where.delayAnswers(Duration.ofMillis(dice.nextInt(LATEST_ANSWER_MILLIS)), counted(1));
            }
            default -> {
                where.failNextAtConsensus(Status.THROTTLED_AT_CONSENSUS, counted(1));
                where.answerNext(Status.FAIL_INVALID);
                counted(1);
            }
        }
    }

    private void strikePlaces() {
        MirrorFaults mirror = faults.mirror();
        switch (dice.nextInt(8)) {
            case 0 -> {
                LocalFaults node = faults.at(anyOf(nodes));
                node.nodeDown();
                afterASpell(node::nodeUp);
            }
            case 1 -> faults.at(anyOf(nodes)).forgetSubmitted();
            case 2 -> {
                faults.stallConsensus();
                afterASpell(faults::releaseConsensus);
            }
            case 3 -> mirror.outage(MirrorFaults.Outage.STATUS_503, mirrorRequests());
            case 4 -> mirror.outage(MirrorFaults.Outage.CLOSED, mirrorRequests());
            case 5 -> mirror.tooManyRequestsNext(1 + dice.nextInt(3), WAIT_SECONDS_AFTER_429);
            case 6 -> mirror.lag(Duration.ofSeconds(dice.nextInt(MOST_SECONDS_BEHIND)));
            default -> {
                mirror.shortPagesNext(mirrorRequests(), dice.nextInt(3));
                mirror.slow(SLOWEST_MIRROR.dividedBy(1 + dice.nextInt(10)));
            }
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // fair weather mends what could not be mended in time
    private void afterASpell(Runnable end) {
        later.schedule(end, 1 + dice.nextInt(LONGEST_SPELL_MILLIS), TimeUnit.MILLISECONDS);
    }

    private int mirrorRequests() {
        return 1 + dice.nextInt(MIRROR_REQUESTS_HIT);
    }

    private int counted(int times) {
        planned += times;
        return times;
    }

    private Loss anyLoss() {
        return anyOf(List.of(Loss.values()));
    }

    private <T> T anyOf(List<T> some) {
        return some.get(dice.nextInt(some.size()));
    }
}
