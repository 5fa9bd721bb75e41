package io.masspayout.hedera.local.world;

import com.hedera.hashgraph.sdk.proto.ResponseCodeEnum;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a transaction moves of one token: net by account, which lines are approvals, which custom fees were taken. */
final class TokenLeg {

    private final Token token;
    private final Map<Long, Long> net = new TreeMap<>();
    private final Set<Long> approvals = new TreeSet<>();
    private final List<LedgerRecord.AssessedFee> assessed = new ArrayList<>();

    TokenLeg(Token token) {
        this.token = token;
    }

    Token token() {
        return token;
    }

    Map<Long, Long> net() {
        return net;
    }

    List<LedgerRecord.AssessedFee> assessed() {
        return assessed;
    }

    void add(long account, long units, boolean approval) {
        net.merge(account, units, Math::addExact);
        if (approval) {
            approvals.add(account);
        }
    }

    boolean isApproval(long account) {
        return approvals.contains(account);
    }

    /**
     * Takes the fractional fees of every sender who is neither the treasury nor the collector. A fee that is not net of transfers
     * comes out of what the recipients get, each in proportion.
     */
    void takeFees() {
        Map<Long, Long> sent = new TreeMap<>(net);
        for (Map.Entry<Long, Long> sender : sent.entrySet()) {
            if (sender.getValue() >= 0 || sender.getKey() == token.treasury()) {
                continue;
            }
            for (FractionalFee fee : token.fractionalFees()) {
                if (fee.collector() != sender.getKey()) {
                    take(fee, sender.getKey(), -sender.getValue());
                }
            }
        }
    }

    private void take(FractionalFee fee, long sender, long units) {
        long amount = Exact.share(units, fee.numerator(), fee.denominator());
        amount = Math.max(amount, fee.minimum());
        if (fee.maximum() > 0) {
            amount = Math.min(amount, fee.maximum());
        }
        if (amount == 0) {
            return;
        }
        List<Long> payers;
        if (fee.netOfTransfers()) {
            net.merge(sender, -amount, Math::addExact);
            payers = List.of(sender);
        } else {
            payers = takeFromRecipients(amount);
        }
        net.merge(fee.collector(), amount, Math::addExact);
        assessed.add(new LedgerRecord.AssessedFee(token.number(), amount, fee.collector(), payers));
    }

    private List<Long> takeFromRecipients(long amount) {
        List<Long> recipients = net.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(Map.Entry::getKey)
                .toList();
        long credited = recipients.stream().mapToLong(net::get).sum();
        if (amount > credited) {
            throw new HandleException(ResponseCodeEnum.INSUFFICIENT_SENDER_ACCOUNT_BALANCE_FOR_CUSTOM_FEE);
        }
        long left = amount;
        for (int i = 0; i < recipients.size(); i++) {
            long credit = net.get(recipients.get(i));
            boolean last = i == recipients.size() - 1;
            long part = last ? left : Exact.share(amount, credit, credited);
            net.put(recipients.get(i), credit - part);
            left -= part;
        }
        return recipients;
    }
}
