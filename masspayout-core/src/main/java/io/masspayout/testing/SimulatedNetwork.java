package io.masspayout.testing;

import io.masspayout.ledger.LedgerEvent;
import io.masspayout.model.AccountId;
import io.masspayout.model.DistributionId;
import io.masspayout.model.LedgerFingerprint;
import io.masspayout.model.TokenId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A ledger in memory: accounts, tokens, balances, and the history of everything that was ever paid. Any number of clients
 * ({@link SimulatedLedger}) share it, as several JVMs share a blockchain.
 *
 * <pre>{@code
 * SimulatedNetwork network = SimulatedNetwork.at(clock);
 * network.token("0.0.789012").named("Acme Equity", "ACME").heldBy(2_000, 100_000, i -> 1 + i % 50);
 * network.token("0.0.429274").named("US Dollar", "USDC").decimals(6);
 * network.account("0.0.1001").holds("0.0.429274", 1_000_000_000_000L);
 * network.account("0.0.2007").frozenFor("0.0.429274");
 * SimulatedLedger ledger = SimulatedLedger.on(network).holdersPerBatch(100).build();
 * }</pre>
 *
 * <p>The native currency is a token like any other, {@link #HBAR}. Whatever is not said is usual: every account may receive every
 * token, transactions cost nothing unless a fee is set. Ledger time is the clock's, except that it never runs backwards.
 *
 * <p>Account ids are {@code 0.0.n}; EVM addresses name accounts too, as real ledgers have it. Amounts and balances are in
 * smallest units. Safe for use by many threads; starts none. A holder takes some 35 bytes for each token, a payment in the history
 * 17 bytes and its share of its transaction's 200.
 */
public final class SimulatedNetwork {

    /** The native currency. */
    public static final TokenId HBAR = TokenId.of("HBAR");

    /** Decimals of the native currency. */
    public static final int HBAR_DECIMALS = 8;

    private final LedgerState state;

    private SimulatedNetwork(InstantSource clock, String name) {
        this.state = new LedgerState(clock, new LedgerFingerprint(name));
        state.declare(HBAR, HBAR_DECIMALS);
    }

    /**
     * An empty network.
     *
     * @param clock what ledger time follows; not necessarily the host's clock, as those two differ in life as well
     */
    public static SimulatedNetwork at(InstantSource clock) {
        return at(clock, "simulated network");
    }

    /**
     * An empty network that is another one than those of other names.
     *
     * @param name its fingerprint, to which a book is bound
     */
    public static SimulatedNetwork at(InstantSource clock, String name) {
        return new SimulatedNetwork(clock, name);
    }

    /** A client with the usual limits, as {@code SimulatedLedger.on(this).build()}. */
    public SimulatedLedger client() {
        return SimulatedLedger.on(this).build();
    }

    LedgerState state() {
        return state;
    }

    // ---- what there is

    /**
     * A token to describe, which exists from here on.
     *
     * @param id {@code 0.0.n}, or {@code HBAR}
     */
    public SimulatedToken token(String id) {
        TokenId tokenId = TokenId.of(id);
        state.declare(tokenId, 0);
        return new SimulatedToken(state, tokenId);
    }

    /**
     * An account to describe, which exists from here on.
     *
     * @param id {@code 0.0.n}, or an EVM address for an account with a number of the ledger's choice
     * @throws io.masspayout.ledger.InvalidAccountException when it is neither
     */
    public SimulatedAccount account(String id) {
        return new SimulatedAccount(state, state.open(id));
    }

    /**
     * What each transaction costs from here on that the ledger executes, whether it pays or fails; zero unless set. The fee is counted, and taken
     * from no balance.
     *
     * @param units in the smallest units of the native currency
     */
    public SimulatedNetwork fee(long units) {
        if (units < 0) {
            throw new IllegalArgumentException("units must not be negative but is " + units);
        }
        state.chargeForEach(units);
        return this;
    }

    // ---- what others do

    /**
     * Money that comes into an account from outside, at the ledger's time: its balance grows, the token's supply grows with it, and whoever
     * listens to the account hears of it. {@link SimulatedAccount#holds} is for balances that nobody is to hear of.
     *
     * @param account need not exist before
     * @param amount in smallest units, above zero
     * @throws IllegalArgumentException when there is no such token
     */
    public LedgerEvent deposit(AccountId account, TokenId token, long amount) {
        return atOneTime(moment -> moment.deposit(account, token, amount)).get(0);
    }

    /**
     * Any other event of a contract or account, at the ledger's time. What it means is for a decoder to say: see
     * {@link SimulatedLedger.Builder#decoder}.
     *
     * @param contractId as {@link #account} takes it; need not exist before
     */
    public LedgerEvent publish(String contractId, String type, Map<String, String> attributes) {
        return atOneTime(moment -> moment.publish(contractId, type, attributes)).get(0);
    }

    /**
     * Several deposits and events at one ledger time, as one transaction brings them about: those of one account are told apart by their
     * index alone.
     *
     * @return in the order in which they were given
     */
    public List<LedgerEvent> atOneTime(Consumer<SimulatedMoment> what) {
        SimulatedMoment moment = new SimulatedMoment(state);
        what.accept(moment);
        return moment.happen();
    }

    // ---- what became of it

    /** Ledger time. */
    public Instant time() {
        return state.time();
    }

    /** What an account holds of a token; 0 where there is no such account or token. */
    public long balance(AccountId account, TokenId token) {
        return state.balance(account.value(), token);
    }

    /** The sum of all fees so far. */
    public long charged() {
        return state.charged();
    }

    /** How many transactions are final, whether they paid somebody or not. */
    public int executed() {
        return state.executed();
    }

    /**
     * Every movement of money that names a distribution in its memo, in ledger order. The network stands still meanwhile.
     *
     * @param each must not call the network
     */
    public void payments(DistributionId distribution, Consumer<LedgerPayment> each) {
        state.payments(distribution, each);
    }

    /** What an account got from a distribution, all payments together. Reads the whole history. */
    public long paidTo(AccountId account, DistributionId distribution) {
        long[] sum = {0};
        payments(distribution, payment -> {
            if (payment.named().equals(account) || payment.credited().equals(account)) {
                sum[0] = Math.addExact(sum[0], payment.amount());
            }
        });
        return sum[0];
    }

    /** What a distribution has moved altogether. Reads the whole history. */
    public long paid(DistributionId distribution) {
        long[] sum = {0};
        payments(distribution, payment -> sum[0] = Math.addExact(sum[0], payment.amount()));
        return sum[0];
    }

    // ---- what is under way

    /** How many delayed transactions have not arrived yet. */
    public int onTheWay() {
        return state.onTheWay();
    }

    /**
     * Lets every delayed transaction arrive now, whatever its delay; those past their validity are refused.
     *
     * @return how many arrived
     */
    public int deliverDelayed() {
        return state.arriveNow();
    }
}
