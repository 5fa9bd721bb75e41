package io.masspayout.campaign;

import io.masspayout.model.AccountId;
import io.masspayout.model.TokenId;
import io.masspayout.model.Treasury;
import java.util.List;

/**
 * Who is there on a ledger.
 *
 * @param paymentToken what is paid
 * @param firstAccount the {@code n} of the first holder's account {@code 0.0.n}; the others follow
 * @param treasuries from which is paid
 */
record Places(String paymentToken, long firstAccount, List<String> treasuries) {

    Places {
        treasuries = List.copyOf(treasuries);
    }

    String treasury(int index) {
        return treasuries.get(index % treasuries.size());
    }

    /** The treasuries with what they pay. */
    List<Treasury> payers() {
        TokenId token = TokenId.of(paymentToken);
        return treasuries.stream()
                .map(account -> new Treasury(AccountId.of(account), token))
                .toList();
    }

    String account(int index) {
        return "0.0." + (firstAccount + index);
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return paymentToken + " " + firstAccount + " " + String.join(" ", treasuries);
    }

    static Places parse(String line) {
        List<String> words = List.of(line.split(" ", -1));
        return new Places(words.get(0), Long.parseLong(words.get(1)), words.subList(2, words.size()));
    }
}
