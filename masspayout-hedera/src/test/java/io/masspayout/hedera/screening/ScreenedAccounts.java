package io.masspayout.hedera.screening;

import io.masspayout.hedera.mirror.ScriptedMirror;
import io.masspayout.hedera.mirror.ScriptedMirror.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Accounts and one token as a mirror node tells of them; each can be changed at any time. */
final class ScreenedAccounts implements AutoCloseable {

    static final String TOKEN = "0.0.900";

    /** An account, ordinary until told otherwise: associated, with everything granted. */
    static final class Account {
        boolean deleted;
        boolean receiverSignature;
        int slots;
        int slotsUsed;
        boolean associated = true;
        String freeze = "UNFROZEN";
        String kyc = "GRANTED";
        int otherTokens;
    }

    final ScriptedMirror server = new ScriptedMirror().otherwise(path -> Optional.ofNullable(answer(path)));
    private final Map<String, Account> accounts = new TreeMap<>();
    String freezeKey = "null";
    String kycKey = "null";
    boolean freezeDefault;
    boolean tokenDeleted;
    String pause = "UNPAUSED";
    String type = "FUNGIBLE_COMMON";
    String fees = "[]";

    Account account(String id) {
        return accounts.computeIfAbsent(id, unknown -> new Account());
    }

    long asked(String part) {
        return server.asked().stream().filter(path -> path.contains(part)).count();
    }

    private synchronized @Nullable Reply answer(String path) {
        if (path.equals("/api/v1/tokens/" + TOKEN)) {
            return Reply.ok("{\"token_id\":\"" + TOKEN + "\",\"name\":\"n\",\"symbol\":\"s\",\"type\":\"" + type
                    + "\",\"decimals\":\"2\",\"total_supply\":\"100\",\"treasury_account_id\":\"0.0.2\",\"deleted\":"
                    + tokenDeleted
                    + ",\"pause_status\":\"" + pause + "\",\"freeze_default\":" + freezeDefault + ",\"freeze_key\":"
                    + freezeKey
                    + ",\"kyc_key\":" + kycKey + ",\"custom_fees\":{\"fractional_fees\":" + fees
                    + "},\"created_timestamp\":\"1.000000000\"}");
        }
        if (path.startsWith("/api/v1/tokens/")) {
            return Reply.status(404);
        }
        if (path.startsWith("/api/v1/accounts?")) {
            List<String> found = new ArrayList<>();
            for (String part : path.split("&", -1)) {
                String id = part.substring(part.indexOf('=') + 1);
                if (part.startsWith("account.id=") && accounts.containsKey(id)) {
                    found.add(json(id));
                }
            }
            return Reply.ok("{\"accounts\":[" + String.join(",", found) + "],\"links\":{\"next\":null}}");
        }
        if (!path.startsWith("/api/v1/accounts/")) {
            return null;
        }
        String id = path.substring("/api/v1/accounts/".length()).split("[/?]", -1)[0];
        Account account = accounts.get(id);
        if (account == null) {
            return Reply.status(404);
        }
        return path.contains("/tokens")
                ? Reply.ok(relationships(account, path.contains("token.id=")))
                : Reply.ok(json(id));
    }

    private static String relationships(Account account, boolean onlyOurs) {
        List<String> lines = new ArrayList<>();
        if (account.associated) {
            lines.add(relationship(TOKEN, false, account));
        }
        for (int i = 0; i < account.slotsUsed && !onlyOurs; i++) {
            lines.add(relationship("0.0." + (1_000 + i), true, account));
        }
        return "{\"tokens\":[" + String.join(",", lines) + "],\"links\":{\"next\":null}}";
    }

    private static String relationship(String token, boolean automatic, Account account) {
        return "{\"token_id\":\"" + token + "\",\"balance\":0,\"automatic_association\":" + automatic
                + ",\"freeze_status\":\"" + account.freeze + "\",\"kyc_status\":\"" + account.kyc + "\"}";
    }

    private String json(String id) {
        Account account = account(id);
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < account.otherTokens; i++) {
            tokens.add("{\"token_id\":\"0.0." + (2_000 + i) + "\",\"balance\":0}");
        }
        if (account.associated && account.otherTokens < 50) {
            tokens.add("{\"token_id\":\"" + TOKEN + "\",\"balance\":0}");
        }
        return "{\"account\":\"" + (id.startsWith("0x") ? "0.0.77" : id) + "\",\"deleted\":" + account.deleted
                + ",\"receiver_sig_required\":"
                + account.receiverSignature + ",\"max_automatic_token_associations\":" + account.slots
                + ",\"balance\":{\"balance\":5,\"tokens\":[" + String.join(",", tokens) + "]}}";
    }

    @Override
    public void close() {
        server.close();
    }
}
