package io.masspayout.testing;

import io.masspayout.model.AccountId;
import io.masspayout.model.LedgerTransactionId;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** What the ledger moved to whom, in arrays, and who was paid twice. */
final class LedgerTally {

    static final int NONE = -1;

    private static final Pattern NUMBERED = Pattern.compile("0\\.0\\.(0|[1-9][0-9]{0,17})");

    // Positions in the arrays below: of 0.0.n by number, of all others, and of aliases of either, by text.
    private final LongTable byNumber = new LongTable();
    private final Map<AccountId, Integer> byText = new HashMap<>();

    private final List<LedgerTransactionId> transactions = new ArrayList<>();
    private final BitSet claimed = new BitSet();
    private long[] amounts = new long[16];
    private int[] transactionOf = new int[16];
    private final Map<AccountId, Integer> others = new LinkedHashMap<>();
    private int size;
    private BigInteger units = BigInteger.ZERO;

    void add(LedgerPayment payment, Consumer<String> violated) {
        int last = transactions.size() - 1;
        if (last < 0 || !transactions.get(last).equals(payment.transactionId())) {
            transactions.add(payment.transactionId());
        }
        units = units.add(BigInteger.valueOf(payment.amount()));
        int position = find(payment.credited());
        if (position == NONE) {
            position = append(payment.credited());
            amounts[position] = payment.amount();
            transactionOf[position] = transactions.size() - 1;
        } else {
            violated.accept("PAID TWICE: " + payment.credited() + " got " + amounts[position] + " by "
                    + transaction(position) + " and " + payment.amount() + " by " + payment.transactionId());
        }
        if (!payment.named().equals(payment.credited())) {
            byText.put(payment.named(), position);
        }
    }

    /** The position of what an account got, or {@link #NONE}. */
    int find(AccountId account) {
        return NUMBERED.matcher(account.value()).matches()
                ? Math.toIntExact(byNumber.get(number(account), NONE))
                : byText.getOrDefault(account, NONE);
    }

    /** Marks a payment as one that the database knows; false when it was marked before. */
    boolean claim(int position) {
        boolean first = !claimed.get(position);
        claimed.set(position);
        return first;
    }

    BigInteger amount(int position) {
        return BigInteger.valueOf(amounts[position]);
    }

    LedgerTransactionId transaction(int position) {
        return transactions.get(transactionOf[position]);
    }

    int transactions() {
        return transactions.size();
    }

    BigInteger units() {
        return units;
    }

    /** Names the accounts whose payment nobody claimed. */
    void unclaimed(Consumer<AccountId> each) {
        if (claimed.cardinality() == size) {
            return;
        }
        for (long number : byNumber.sortedKeys()) {
            AccountId account = AccountId.of("0.0." + number);
            if (!claimed.get(find(account))) {
                each.accept(account);
            }
        }
        others.forEach((account, position) -> {
            if (!claimed.get(position)) {
                each.accept(account);
            }
        });
    }

    private int append(AccountId account) {
        if (size == amounts.length) {
            amounts = Arrays.copyOf(amounts, Math.multiplyExact(size, 2));
            transactionOf = Arrays.copyOf(transactionOf, amounts.length);
        }
        if (NUMBERED.matcher(account.value()).matches()) {
            byNumber.put(number(account), size);
        } else {
            byText.put(account, size);
            others.put(account, size);
        }
        return size++;
    }

    private static long number(AccountId account) {
        return Long.parseLong(account.value().substring("0.0.".length()));
    }
}
