package io.masspayout.hedera.mirror;

import io.masspayout.ledger.LedgerUnavailableException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Accounts by a list of ids. The mirror node's own links do not help here: the link of a full page keeps all the ids, and so leads to
 * the same page again. What is left is asked for instead.
 */
final class AccountList {

    /**
     * How many accounts one request names. The mirror node takes 100 repetitions of a parameter; with one fewer its page of 100 is
     * never full, so that one request is enough, unless it was configured to give less.
     */
    static final int IDS_PER_REQUEST = MirrorClient.PAGE - 1;

    private AccountList() {}

    /**
     * Reads those of them that exist.
     *
     * @param ids at most {@link #IDS_PER_REQUEST}, all of one realm
     */
    static List<MirrorAccount> read(MirrorHttp http, List<String> ids) {
        List<MirrorAccount> found = new ArrayList<>();
        List<String> left = ids.stream()
                .sorted(Comparator.comparingLong(AccountList::number))
                .toList();
        int empty = 0;
        while (!left.isEmpty() && empty <= LinkedPages.MOST_REPEATS) {
            URI page = http.uri(left.stream()
                    .map(id -> "&account.id=" + id)
                    .collect(Collectors.joining(
                            "", "/api/v1/accounts?balance=true&order=asc&limit=" + MirrorClient.PAGE, "")));
            Json body = http.get(page)
                    .orElseThrow(() -> new LedgerUnavailableException(
                            "GET " + page + " found no list of accounts; check the mirror node's address", null));
            List<MirrorAccount> accounts = body.list("accounts", MirrorAccount::read);
            found.addAll(accounts);
            Optional<String> more = body.object("links").optionalText("next");
            if (more.isEmpty()) {
                return found;
            }
            if (accounts.isEmpty()) {
                empty++;
            } else {
                long last = number(accounts.get(accounts.size() - 1).account());
                left = left.stream().filter(id -> number(id) > last).toList();
            }
        }
        if (left.isEmpty()) {
            return found;
        }
        throw new LedgerUnavailableException(
                "the mirror node keeps answering with empty pages for " + left.size() + " accounts from " + left.get(0)
                        + " on; check the mirror node",
                null);
    }

    private static long number(String id) {
        return Long.parseLong(id.substring(id.lastIndexOf('.') + 1));
    }
}
