package io.masspayout.hedera.local;

import com.hedera.hashgraph.sdk.AccountId;
import com.hedera.hashgraph.sdk.Status;
import com.hedera.hashgraph.sdk.proto.ResponseCodeEnum;
import io.masspayout.hedera.local.mirror.MirrorFaults;
import java.time.Duration;
import java.util.List;

/**
 * What is to go wrong. A plain call hits whichever node is asked next; {@link #at} aims at one node. Every fault happens once, or
 * the given number of times, or until it is healed when that number is {@link #ALWAYS}. Faults of one kind happen in the order in
 * which they were planned. Safe for use by many threads.
 */
public final class LocalFaults {

    /** Until healed. */
    public static final int ALWAYS = Integer.MAX_VALUE;

    private final FaultPlan plan;
    private final List<LocalNode> nodes;
    private final MirrorFaults mirror;
    private final long aim;

    LocalFaults(FaultPlan plan, List<LocalNode> nodes, MirrorFaults mirror, long aim) {
        this.plan = plan;
        this.nodes = nodes;
        this.mirror = mirror;
        this.aim = aim;
    }

    /** The same faults, aimed at one node. */
    public LocalFaults at(AccountId node) {
        return new LocalFaults(plan, nodes, mirror, node.num);
    }

    /** What is to go wrong at the mirror node. */
    public MirrorFaults mirror() {
        return mirror;
    }

    // ---- on the way to the node

    /** The next transaction does not arrive: it is never executed. */
    public void loseNextRequest(Loss how) {
        loseNextRequest(how, 1);
    }

    public void loseNextRequest(Loss how, int times) {
        plan.add(aim, times, new Fault.RequestLost(how));
    }

    /** The next transaction arrives twice; the sender gets the answer to the second. */
    public void duplicateNext() {
        plan.add(aim, 1, new Fault.DeliveredTwice());
    }

    // ---- at the node

    /** The throttle of the node is full. */
    public void busyNext(int times) {
        precheckNext(Status.BUSY, times);
    }

    /** The next transaction is refused, at the place in the order of checks where this status belongs. */
    public void precheckNext(Status status) {
        precheckNext(status, 1);
    }

    public void precheckNext(Status status, int times) {
        plan.add(aim, times, new Fault.Refused(code(status)));
    }

    /** Closes the node's port: connections are refused until {@link #nodeUp}. */
    public void nodeDown() {
        aimed().forEach(LocalNode::shutDown);
    }

    /** Opens the same port again. What the network knew survives. */
    public void nodeUp() {
        aimed().forEach(LocalNode::start);
    }

    /** The node forgets what it has taken in but nobody else has heard of, as after a crash. */
    public void forgetSubmitted() {
        aimed().forEach(LocalNode::forgetSubmitted);
    }

    // ---- on the way back

    /** The next transaction that is taken in is executed, but its sender does not learn of it. */
    public void loseNextAnswer(Loss how) {
        loseNextAnswer(how, 1);
    }

    public void loseNextAnswer(Loss how, int times) {
        plan.add(aim, times, new Fault.AnswerLost(how));
    }

    /** The next transaction is executed, but answered with this precheck code, for example {@code FAIL_INVALID}. */
    public void answerNext(Status status) {
        plan.add(aim, 1, new Fault.AnswerReplaced(code(status)));
    }

    /** Answers come later, in real time. */
    public void delayAnswers(Duration by, int times) {
        plan.add(aim, times, new Fault.AnswerDelayed(by));
    }

    /** Answers are kept back until {@link #releaseAnswers}. */
    public void holdAnswers(int times) {
        plan.add(aim, times, new Fault.AnswerHeld());
    }

    public void releaseAnswers() {
        aimed().forEach(LocalNode::releaseAnswers);
    }

    // ---- between the answer and the record

    /** Accepted transactions do not reach consensus, on the whole network, until {@link #releaseConsensus}. */
    public void stallConsensus() {
        nodes.get(0).world().stall();
    }

    public void releaseConsensus() {
        nodes.get(0).world().resume();
    }

    /** The next transaction is answered with OK and never heard of again. */
    public void dropAfterAccept() {
        dropAfterAccept(1);
    }

    public void dropAfterAccept(int times) {
        plan.add(aim, times, new Fault.DroppedAfterAccept());
    }

    /** The next transaction fails at consensus with this status, for example {@code THROTTLED_AT_CONSENSUS}. */
    public void failNextAtConsensus(Status status) {
        failNextAtConsensus(status, 1);
    }

    public void failNextAtConsensus(Status status, int times) {
        plan.add(aim, times, new Fault.FailsAtConsensus(code(status)));
    }

    // ---- receipts

    /** The next receipt queries get lost. */
    public void receiptsUnavailable(Loss how, int times) {
        plan.add(aim, times, new Fault.ReceiptsLost(how));
    }

    /** The next receipt queries are refused, for example with {@code BUSY}, or with {@code RECEIPT_NOT_FOUND}. */
    public void refuseReceipts(Status status, int times) {
        plan.add(aim, times, new Fault.ReceiptsRefused(code(status)));
    }

    // ---- healing

    /** Forgets what is planned for this aim. Nodes that are down stay down. */
    public void heal() {
        plan.heal(aim);
    }

    /** Everything works again: nodes, consensus, answers, mirror. */
    public void healAll() {
        plan.healAll();
        mirror.heal();
        nodes.forEach(LocalNode::start);
        nodes.forEach(LocalNode::releaseAnswers);
        releaseConsensus();
    }

    /** How many times something is still to go wrong at the nodes, faults until healed not counted. */
    public int left() {
        return plan.left();
    }

    private List<LocalNode> aimed() {
        return nodes.stream()
                .filter(node -> aim == FaultPlan.ANY_NODE || node.account() == aim)
                .toList();
    }

    @SuppressWarnings("LiteEnumValueOf") // the SDK keeps the number of a status to itself
    private static ResponseCodeEnum code(Status status) {
        return ResponseCodeEnum.valueOf(status.name());
    }
}
