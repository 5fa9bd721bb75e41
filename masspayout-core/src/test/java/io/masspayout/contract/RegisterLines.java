package io.masspayout.contract;

import io.masspayout.model.AccountId;
import io.masspayout.store.StagedHolder;
import java.util.ArrayList;
import java.util.List;

/** The lines of a register, numbered as they are added. */
final class RegisterLines {

    /** What {@link #equal} gives each holder. */
    static final long EQUAL_BALANCE = 10;

    private final List<StagedHolder> lines = new ArrayList<>();

    static RegisterLines empty() {
        return new RegisterLines();
    }

    /** Accounts {@code 0.0.1001}, {@code 0.0.1002} and so on, which is their bytewise order too, for up to 8999. */
    static RegisterLines equal(int count) {
        RegisterLines register = empty();
        for (int i = 1; i <= count; i++) {
            register.add(account(i), EQUAL_BALANCE);
        }
        return register;
    }

    /** The account of the holder with this number, from 1, in {@link #equal}. */
    static AccountId account(int number) {
        return AccountId.of("0.0." + (1000 + number));
    }

    RegisterLines add(AccountId account, long balance) {
        return add(account.value(), account, true, balance);
    }

    RegisterLines add(String account, long balance) {
        return add(AccountId.of(account), balance);
    }

    /** An address that is no account yet. */
    RegisterLines addUnborn(String account, long balance) {
        return add(account, AccountId.of(account), false, balance);
    }

    RegisterLines add(String given, AccountId account, boolean exists, long balance) {
        lines.add(new StagedHolder(lines.size() + 1L, given, account, exists, balance));
        return this;
    }

    List<StagedHolder> lines() {
        return List.copyOf(lines);
    }

    int size() {
        return lines.size();
    }
}
