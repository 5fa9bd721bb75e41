package io.masspayout.hedera.holders;

import io.masspayout.hedera.mirror.MirrorClient;
import io.masspayout.hedera.mirror.ScriptedMirror;
import io.masspayout.hedera.mirror.ScriptedMirror.Reply;
import io.masspayout.ledger.HolderBalance;
import io.masspayout.ledger.HolderCursor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A program that streams a register of a million holders, a quarter of whom changed since the snapshot. Prints their number and sum. */
final class ManyHolders {

    static final int HOLDERS = 1_000_000;
    static final int CHANGED = 250_000;
    private static final int LINES = 1_000;

    private ManyHolders() {}

    public static void main(String[] args) {
        try (ScriptedMirror server = new ScriptedMirror().otherwise(ManyHolders::answer);
                MirrorClient mirror = server.client();
                HolderCursor cursor = new HolderRegister(mirror).open("0.0.9", RecordDate.parse("30.000000000"))) {
            long number = 0;
            long sum = 0;
            for (List<HolderBalance> page = cursor.next(500); !page.isEmpty(); page = cursor.next(500)) {
                number += page.size();
                sum += page.stream().mapToLong(HolderBalance::balance).sum();
            }
            System.out.println(number + " " + sum);
        }
        // The server's connections keep their threads for some seconds.
        System.exit(0);
    }

    private static Optional<Reply> answer(String path) {
        if (path.startsWith("/api/v1/transactions?limit=1")) {
            return Optional.of(Reply.ok(
                    "{\"transactions\":[{\"consensus_timestamp\":\"40.000000000\"}],\"links\":{\"next\":null}}"));
        }
        if (path.startsWith("/api/v1/tokens/0.0.9?")) {
            return Optional.of(Reply.ok(
                    "{\"token_id\":\"0.0.9\",\"name\":\"n\",\"symbol\":\"s\",\"type\":\"FUNGIBLE_COMMON\",\"decimals\":\"0\","
                            + "\"total_supply\":\"" + 3L * HOLDERS
                            + "\",\"treasury_account_id\":\"0.0.2\",\"pause_status\":\"UNPAUSED\","
                            + "\"freeze_default\":false,\"custom_fees\":{},\"created_timestamp\":\"1.000000000\"}"));
        }
        int mark = path.lastIndexOf("&from=");
        int from = mark < 0 ? 0 : Integer.parseInt(path.substring(mark + 6));
        if (path.startsWith("/api/v1/tokens/0.0.9/balances")) {
            return Optional.of(Reply.ok("{\"timestamp\":\"20.000000000\",\"balances\":["
                    + lines(from, "{\"account\":\"0.0.%1$d\",\"balance\":3}")
                    + next("/api/v1/tokens/0.0.9/balances?x=1", from + LINES, HOLDERS)));
        }
        // Each gives one to the next: everybody changes, most of them by nothing in the end.
        return Optional.of(Reply.ok("{\"logs\":["
                + lines(
                        from,
                        "{\"contract_id\":\"0.0.9\",\"timestamp\":\"25.000000000\",\"index\":%1$d,\"data\":\"0x"
                                + "0".repeat(63)
                                + "1\",\"transaction_hash\":\"0x\",\"topics\":[\"0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef\","
                                + "\"0x%1$064x\",\"0x%2$064x\"]}")
                + next("/api/v1/contracts/0.0.9/results/logs?x=1", from + LINES, CHANGED)));
    }

    private static String lines(int from, String form) {
        StringBuilder lines = new StringBuilder();
        for (int i = from + 1; i <= from + LINES; i++) {
            lines.append(i == from + 1 ? "" : ",").append(String.format(Locale.ROOT, form, i, i + 1));
        }
        return lines.toString();
    }

    private static String next(String path, int from, int end) {
        return "],\"links\":{\"next\":" + (from < end ? "\"" + path + "&from=" + from + "\"" : "null") + "}}";
    }
}
