package io.masspayout.campaign;

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
