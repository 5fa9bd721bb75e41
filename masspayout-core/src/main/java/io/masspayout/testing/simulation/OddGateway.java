package io.masspayout.testing.simulation;

import io.masspayout.ledger.BlockchainGateway;
import io.masspayout.ledger.LedgerOutcome;
import io.masspayout.ledger.Resolution;
import io.masspayout.ledger.Settled;
import io.masspayout.ledger.Signed;
import io.masspayout.ledger.Submission;
import io.masspayout.model.AccountId;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.LedgerTransactionId;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A gateway that answers against its contract now and then, as gateways of hosts do: it names a recipient that is in no batch, in words that no
 * database can store.
 */
final class OddGateway {

    /** An account that no simulation has. */
    static final AccountId STRANGER = AccountId.of("0.0.9999999");

    /** A NUL, which PostgreSQL stores in no text, and half of a character. */
    private static final String WORDS = "refused\0\uD83E";

    private final BlockchainGateway gateway;
    private final BooleanSupplier namesStranger;
    private final Predicate<LedgerTransactionId> hasOddWords;

    private OddGateway(
            BlockchainGateway gateway, BooleanSupplier namesStranger, Predicate<LedgerTransactionId> hasOddWords) {
        this.gateway = gateway;
        this.namesStranger = namesStranger;
        this.hasOddWords = hasOddWords;
    }

    /**
     * The gateway with odd answers.
     *
     * @param namesStranger asked once for each answer
     * @param hasOddWords whether the ledger tells of this transaction in odd words: however often it is asked, and for ever
     */
    static BlockchainGateway of(
            BlockchainGateway gateway, BooleanSupplier namesStranger, Predicate<LedgerTransactionId> hasOddWords) {
        OddGateway odd = new OddGateway(gateway, namesStranger, hasOddWords);
        return (BlockchainGateway) Proxy.newProxyInstance(
                BlockchainGateway.class.getClassLoader(),
                new Class<?>[] {BlockchainGateway.class},
                (self, method, arguments) -> odd.call(method, arguments));
    }

    private @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        if (arguments != null && arguments.length == 1 && arguments[0] instanceof Signed signed) {
            if (method.getName().equals("submit")) {
                return submit(signed);
            }
            if (method.getName().equals("resolve")) {
                return resolve(signed);
            }
        }
        try {
            return method.invoke(gateway, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private CompletionStage<Submission> submit(Signed signed) {
        return gateway.submit(signed)
                .thenApply(answer -> answer.match(
                        settled -> odd(signed, settled),
                        refused -> new Submission.Refused(worded(signed, refused.failure())),
                        unknown -> unknown));
    }

    private Resolution resolve(Signed signed) {
        return gateway.resolve(signed).matchFate(settled -> odd(signed, settled), dead -> dead, unknown -> unknown);
    }

    private Settled odd(Signed signed, Settled settled) {
        LedgerOutcome worded = settled.outcome()
                .match(
                        all -> all,
                        some -> {
                            Map<AccountId, Failure> failed = new HashMap<>(some.failed());
                            failed.replaceAll((account, failure) -> worded(signed, failure));
                            return new LedgerOutcome.SomePaid(failed);
                        },
                        nobody -> new LedgerOutcome.NobodyPaid(worded(signed, nobody.failure()), nobody.culprits()));
        LedgerOutcome odd = namesStranger.getAsBoolean() ? withStranger(worded) : worded;
        return new Settled(odd, settled.at(), settled.fee());
    }

    private Failure worded(Signed signed, Failure failure) {
        return hasOddWords.test(signed.transactionId()) ? Failure.of(failure.code(), WORDS) : failure;
    }

    private static LedgerOutcome withStranger(LedgerOutcome outcome) {
        Failure refusal = Failure.of(FailureCode.RECIPIENT_REFUSED, WORDS);
        return outcome.match(
                all -> new LedgerOutcome.SomePaid(Map.of(STRANGER, refusal)),
                some -> {
                    Map<AccountId, Failure> failed = new HashMap<>(some.failed());
                    failed.put(STRANGER, refusal);
                    return new LedgerOutcome.SomePaid(failed);
                },
                nobody -> {
                    Set<AccountId> culprits = new HashSet<>(nobody.culprits());
                    culprits.add(STRANGER);
                    return new LedgerOutcome.NobodyPaid(nobody.failure(), culprits);
                });
    }
}
