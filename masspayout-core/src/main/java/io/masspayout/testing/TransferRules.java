package io.masspayout.testing;

import io.masspayout.ledger.LedgerOutcome;
import io.masspayout.ledger.LedgerOutcome.EverybodyPaid;
import io.masspayout.ledger.LedgerOutcome.NobodyPaid;
import io.masspayout.ledger.LedgerOutcome.SomePaid;
import io.masspayout.model.AccountId;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.Payment;
import io.masspayout.model.TokenId;
import io.masspayout.testing.AddressBook.Trait;
import io.masspayout.testing.TokenState.Restriction;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** By which rules a transaction takes effect, for whom, and what stands in its way. Guarded by its {@link LedgerState}. */
final class TransferRules {

    private final AddressBook accounts;
    private final Map<TokenId, TokenState> tokens;

    TransferRules(AddressBook accounts, Map<TokenId, TokenState> tokens) {
        this.accounts = accounts;
        this.tokens = tokens;
    }

    /** Moves the money of a transaction, for all, for some or for nobody, and says for whom. */
    LedgerOutcome execute(TransactionBody body, Interference interference) {
        Failure obstacle = interference.ofWhole();
        if (obstacle == null) {
            obstacle = obstacle(body.token(), body.payer());
        }
        TokenState token = tokens.get(body.token());
        if (obstacle != null || token == null) {
            return new NobodyPaid(obstacle == null ? noSuch(body.token()) : obstacle, Set.of());
        }
        if (token.decimals != body.decimals()) {
            return rejected(
                    "UNEXPECTED_TOKEN_DECIMALS: " + token.id + " has " + token.decimals + ", not " + body.decimals());
        }
        Set<Long> named = new HashSet<>(Set.of(body.payer()));
        Map<AccountId, Failure> failed = new LinkedHashMap<>();
        BigInteger due = BigInteger.ZERO;
        for (int i = 0; i < body.payments().size(); i++) {
            Payment payment = body.payments().get(i);
            long recipient = accounts.locate(payment.account().value());
            if (recipient != AddressBook.UNKNOWN && !named.add(recipient)) {
                return rejected("ACCOUNT_REPEATED: " + AddressBook.id(recipient) + " is named twice");
            }
            Failure failure = interference.of(payment, i);
            if (failure == null) {
                failure = obstacle(token, payment.account(), body.createAccounts());
            }
            if (failure == null) {
                due = due.add(BigInteger.valueOf(payment.amount()));
            } else {
                failed.put(payment.account(), failure);
            }
        }
        if (!failed.isEmpty()
                && (body.atomic() || failed.size() == body.payments().size())) {
            return nobody(failed, body);
        }
        if (due.compareTo(BigInteger.valueOf(token.balance(body.payer()))) > 0) {
            return new NobodyPaid(
                    Failure.of(FailureCode.TREASURY_EMPTY, "INSUFFICIENT_TOKEN_BALANCE: " + due + " units are due"),
                    Set.of());
        }
        for (Payment payment : body.payments()) {
            if (!failed.containsKey(payment.account())) {
                token.move(body.payer(), openAccount(payment.account()), payment.amount());
            }
        }
        return failed.isEmpty() ? new EverybodyPaid() : new SomePaid(failed);
    }

    /** Why a treasury could pay nobody at all, or {@code null}. */
    @Nullable
    Failure obstacle(TokenId tokenId, long treasury) {
        TokenState token = tokens.get(tokenId);
        if (token == null) {
            return noSuch(tokenId);
        }
        if (token.deleted) {
            return Failure.of(FailureCode.TOKEN_DELETED, "TOKEN_WAS_DELETED: " + tokenId);
        }
        if (token.paused) {
            return Failure.of(FailureCode.TOKEN_PAUSED, "TOKEN_IS_PAUSED: " + tokenId);
        }
        if (!accounts.exists(treasury) || accounts.has(treasury, Trait.DELETED)) {
            return Failure.of(
                    FailureCode.TREASURY_KEY_REJECTED, "PAYER_ACCOUNT_NOT_FOUND: " + AddressBook.id(treasury));
        }
        return accounts.has(treasury, Trait.KEY_REJECTED)
                ? Failure.of(FailureCode.TREASURY_KEY_REJECTED, "INVALID_SIGNATURE of " + AddressBook.id(treasury))
                : null;
    }

    /** Why an account could not be paid, or {@code null}. */
    @Nullable
    Failure obstacle(TokenState token, AccountId account, boolean createAccounts) {
        long number = accounts.locate(account.value());
        if (number == AddressBook.UNKNOWN) {
            boolean creatable = createAccounts && AddressBook.isAlias(account.value());
            return creatable ? null : Failure.of(FailureCode.ACCOUNT_NOT_FOUND, "INVALID_ACCOUNT_ID: " + account);
        }
        if (accounts.has(number, Trait.DELETED)) {
            return Failure.of(FailureCode.ACCOUNT_DELETED, "ACCOUNT_DELETED: " + account);
        }
        if (token.is(number, Restriction.NOT_ASSOCIATED)) {
            return Failure.of(FailureCode.NOT_ASSOCIATED, "TOKEN_NOT_ASSOCIATED_TO_ACCOUNT: " + account);
        }
        if (token.is(number, Restriction.FROZEN)) {
            return Failure.of(FailureCode.ACCOUNT_FROZEN, "ACCOUNT_FROZEN_FOR_TOKEN: " + account);
        }
        if (token.is(number, Restriction.WITHOUT_KYC)) {
            return Failure.of(FailureCode.KYC_NOT_GRANTED, "ACCOUNT_KYC_NOT_GRANTED_FOR_TOKEN: " + account);
        }
        if (accounts.has(number, Trait.SIGNS_RECEIPTS)) {
            return Failure.of(FailureCode.RECEIVER_SIGNATURE_REQUIRED, "INVALID_SIGNATURE of the receiver " + account);
        }
        return accounts.has(number, Trait.REFUSES)
                ? Failure.of(FailureCode.RECIPIENT_REFUSED, "the receiver refuses: " + account)
                : null;
    }

    /** A ledger that pays all or nothing stops at the first failure, and so knows of one culprit only. */
    private static NobodyPaid nobody(Map<AccountId, Failure> failed, TransactionBody body) {
        Map.Entry<AccountId, Failure> first = failed.entrySet().iterator().next();
        // Whoever is alone in a transaction is known to have failed it, whatever the ledger says.
        if (body.atomic() && !body.namesCulprits() && body.payments().size() > 1) {
            return new NobodyPaid(
                    Failure.of(
                            FailureCode.SOME_RECIPIENT,
                            first.getValue().code() + " of some recipient; the ledger does not say which"),
                    Set.of());
        }
        if (body.atomic()) {
            return new NobodyPaid(first.getValue(), Set.of(first.getKey()));
        }
        boolean alike = failed.values().stream().map(Failure::code).distinct().count() == 1;
        Failure failure = alike
                ? first.getValue()
                : Failure.of(FailureCode.SOME_RECIPIENT, "nobody could be paid: " + failed.values());
        return new NobodyPaid(failure, failed.keySet());
    }

    private long openAccount(AccountId account) {
        long number = accounts.locate(account.value());
        return number == AddressBook.UNKNOWN ? accounts.create(account.value()) : number;
    }

    private static Failure noSuch(TokenId token) {
        return Failure.of(FailureCode.TOKEN_DELETED, "INVALID_TOKEN_ID: there is no " + token);
    }

    private static NobodyPaid rejected(String detail) {
        return new NobodyPaid(Failure.of(FailureCode.TRANSACTION_REJECTED, detail), Set.of());
    }
}
