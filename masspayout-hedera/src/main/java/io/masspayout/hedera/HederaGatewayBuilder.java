package io.masspayout.hedera;

import io.masspayout.hedera.custody.TransactionSigner;
import io.masspayout.hedera.mirror.MirrorClient;
import io.masspayout.hedera.mirror.MirrorClientBuilder;
import io.masspayout.hedera.transaction.TransferBodies;
import io.masspayout.ledger.LedgerLimits;
import io.masspayout.model.AccountId;
import io.masspayout.validation.Faults;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Takes what a {@link HederaGateway} needs; checked as a whole by {@link #build}. Not thread-safe. */
public final class HederaGatewayBuilder {

    /** As the SDK's own: enough for a slow network, short enough that the fate of a lost transfer is soon known. */
    public static final Duration DEFAULT_VALIDITY = Duration.ofMinutes(2);

    /**
     * The network allows 15 s, but of those a transfer could never be sent: it begins ten seconds in the past, and a node takes it only while ten
     * are left (hiero-consensus-node, HederaConfig: minValidityBufferSecs). This leaves ten more to send it.
     */
    public static final Duration MIN_VALIDITY = Duration.ofSeconds(30);

    /** Approvals that take longer than a day are another process than paying. */
    public static final Duration MAX_APPROVAL_TIME = Duration.ofDays(1);

    /** One HBAR: some hundred times what nine recipients cost, so that congestion pricing does not stop a run. */
    public static final long DEFAULT_MAX_FEE = 100_000_000L;

    /** The same bytes can be sent to another node when one is down; each node more is one signature more. */
    public static final int DEFAULT_NODES_PER_TRANSACTION = 3;

    /** The network has some thirty nodes. */
    public static final int MAX_NODES_PER_TRANSACTION = 30;

    /** Well within one user's share of the network's ten thousand transfers a second. */
    public static final int DEFAULT_TRANSFERS_PER_SECOND = 100;

    /** Enough to fill some seconds of latency at the default pace. */
    public static final int DEFAULT_MAX_IN_FLIGHT = 512;

    private @Nullable HederaNetwork network;
    private @Nullable String operator;
    private @Nullable TransactionSigner operatorSigner;
    private final Map<AccountId, TransactionSigner> treasuries = new HashMap<>();
    private final Set<AccountId> byAllowance = new HashSet<>();
    private Duration validity = DEFAULT_VALIDITY;
    private Duration approvalTime = Duration.ZERO;
    private long maxFee = DEFAULT_MAX_FEE;
    private int nodesPerTransaction = DEFAULT_NODES_PER_TRANSACTION;
    private int transfersPerSecond = DEFAULT_TRANSFERS_PER_SECOND;
    private int maxInFlight = DEFAULT_MAX_IN_FLIGHT;
    private int mirrorRequestsPerSecond = MirrorClientBuilder.DEFAULT_REQUESTS_PER_SECOND;
    private InstantSource clock = InstantSource.system();
    private RandomGenerator random = new SecureRandom();
    private Executor executor = Runnable::run;
    private Duration receiptPatience = Sender.DEFAULT_PATIENCE;

    HederaGatewayBuilder() {}

    /** Where the network is; required. */
    public HederaGatewayBuilder network(HederaNetwork hedera) {
        this.network = hedera;
        return this;
    }

    /**
     * Who pays the fees, and signs every transfer; required. Its history is what a restored database is reconciled with, so use an account that
     * pays for nothing else, and one database for each.
     *
     * @param account {@code 0.0.n}
     */
    public HederaGatewayBuilder operator(String account, TransactionSigner signer) {
        this.operator = account;
        this.operatorSigner = Objects.requireNonNull(signer, "signer");
        return this;
    }

    /**
     * A treasury that signs its own transfers. The operator need not be named again.
     *
     * @param account {@code 0.0.n}
     */
    public HederaGatewayBuilder treasury(String account, TransactionSigner signer) {
        treasuries.put(AccountId.of(account), Objects.requireNonNull(signer, "signer"));
        return this;
    }

    /**
     * A treasury that has given the operator an allowance of the payment token (HIP-336), which caps what can be paid in all. Its key is not
     * needed.
     *
     * @param account {@code 0.0.n}
     */
    public HederaGatewayBuilder treasuryByAllowance(String account) {
        byAllowance.add(AccountId.of(account));
        return this;
    }

    /** For how long a transfer can take effect, {@link #DEFAULT_VALIDITY} unless set. */
    public HederaGatewayBuilder validity(Duration time) {
        this.validity = time;
        return this;
    }

    /**
     * How long an approval may take: transfers begin to be valid that much later than they are made, and are not sent before. Zero unless
     * set, for signers that answer at once.
     */
    public HederaGatewayBuilder approvalTime(Duration time) {
        this.approvalTime = time;
        return this;
    }

    /** The most that one transfer may cost, in tinybars; {@link #DEFAULT_MAX_FEE} unless set. */
    public HederaGatewayBuilder maxFee(long tinybars) {
        this.maxFee = tinybars;
        return this;
    }

    /** To how many nodes the same transfer can be sent, {@link #DEFAULT_NODES_PER_TRANSACTION} unless set; each costs a signature. */
    public HederaGatewayBuilder nodesPerTransaction(int nodes) {
        this.nodesPerTransaction = nodes;
        return this;
    }

    /**
     * How many transfers one run starts in a second, {@link #DEFAULT_TRANSFERS_PER_SECOND} unless set; {@link LedgerLimits#UNPACED} for as many as
     * the network takes. When the network is busy they become fewer by themselves.
     */
    public HederaGatewayBuilder transfersPerSecond(int transfers) {
        this.transfersPerSecond = transfers;
        return this;
    }

    /** How many transfers of one run are under way at once, {@link #DEFAULT_MAX_IN_FLIGHT} unless set. */
    public HederaGatewayBuilder maxInFlight(int transfers) {
        this.maxInFlight = transfers;
        return this;
    }

    /** For a mirror node that allows more, or less, than the public one. */
    public HederaGatewayBuilder mirrorRequestsPerSecond(int requests) {
        this.mirrorRequestsPerSecond = requests;
        return this;
    }

    /** The host's clock, the system's unless set. It should be right to a few seconds: ids carry its time. */
    public HederaGatewayBuilder clock(InstantSource hostClock) {
        this.clock = hostClock;
        return this;
    }

    /** Dice for transaction ids and jitter; a {@link SecureRandom} unless set. Has to be safe for use by many threads. */
    public HederaGatewayBuilder random(RandomGenerator dice) {
        this.random = dice;
        return this;
    }

    /**
     * Where it is found out whose fault a failed transfer was, which takes requests to the mirror node. Unless set, the threads of the SDK do
     * that.
     */
    public HederaGatewayBuilder executor(Executor hostExecutor) {
        this.executor = hostExecutor;
        return this;
    }

    /** How long a send waits for its receipt; tests of receipts that do not come set it. */
    HederaGatewayBuilder receiptPatience(Duration time) {
        this.receiptPatience = time;
        return this;
    }

    /**
     * Checks everything and makes the gateway. Connects to nothing.
     *
     * @throws io.masspayout.validation.InvalidRequestException when something is missing or cannot work; names every fault
     */
    public HederaGateway build() {
        Faults faults = Faults.of("Hedera gateway");
        faults.check(network != null, "network", null, "is missing; pass HederaNetwork.testnet(), for instance");
        faults.check(operator != null, "operator", null, "is missing; pass the account that pays the fees");
        faults.check(
                operator == null || AccountNames.isEntity(operator), "operator", operator, "must be an account 0.0.n");
        for (AccountId treasury : treasuries.keySet()) {
            faults.check(AccountNames.isEntity(treasury.value()), "treasury", treasury, "must be an account 0.0.n");
            faults.check(
                    !byAllowance.contains(treasury),
                    "treasury",
                    treasury,
                    "is named with a signer and by allowance; decide on one");
        }
        for (AccountId treasury : byAllowance) {
            faults.check(
                    AccountNames.isEntity(treasury.value()),
                    "treasuryByAllowance",
                    treasury,
                    "must be an account 0.0.n");
        }
        range(faults, "validity", validity, MIN_VALIDITY, TransferBodies.MAX_VALIDITY);
        range(faults, "approvalTime", approvalTime, Duration.ZERO, MAX_APPROVAL_TIME);
        faults.check(maxFee > 0, "maxFee", maxFee, "must be positive, in tinybars");
        range(faults, "nodesPerTransaction", nodesPerTransaction, 1, MAX_NODES_PER_TRANSACTION);
        range(faults, "transfersPerSecond", transfersPerSecond, LedgerLimits.UNPACED, Integer.MAX_VALUE);
        range(faults, "maxInFlight", maxInFlight, 1, LedgerLimits.MAX_IN_FLIGHT);
        range(faults, "mirrorRequestsPerSecond", mirrorRequestsPerSecond, 1, Integer.MAX_VALUE);
        faults.throwIfAny();
        return new HederaGateway(this);
    }

    private static <T extends Comparable<T>> void range(Faults faults, String name, T value, T low, T high) {
        faults.check(
                value.compareTo(low) >= 0 && value.compareTo(high) <= 0, name, value, "must be " + low + " to " + high);
    }

    HederaNetwork network() {
        return Objects.requireNonNull(network, "network");
    }

    String operator() {
        return Objects.requireNonNull(operator, "operator");
    }

    Signatories signatories() {
        return new Signatories(
                AccountId.of(operator()),
                Objects.requireNonNull(operatorSigner, "operatorSigner"),
                treasuries,
                byAllowance);
    }

    LedgerLimits limits() {
        // From the moment a transfer is made: what it waits for its approval counts, as it may take effect after that.
        return new LedgerLimits(
                TransferBodies.MAX_RECIPIENTS, approvalTime.plus(validity), maxInFlight, transfersPerSecond, true);
    }

    MirrorClient mirrorClient() {
        return MirrorClient.builder(network().mirror())
                .requestsPerSecond(mirrorRequestsPerSecond)
                .random(random)
                .clock(clock)
                .build();
    }

    Duration validity() {
        return validity;
    }

    Duration approvalTime() {
        return approvalTime;
    }

    long maxFee() {
        return maxFee;
    }

    int nodesPerTransaction() {
        return nodesPerTransaction;
    }

    InstantSource clock() {
        return clock;
    }

    RandomGenerator random() {
        return random;
    }

    Executor executor() {
        return executor;
    }

    Duration receiptPatience() {
        return receiptPatience;
    }
}
