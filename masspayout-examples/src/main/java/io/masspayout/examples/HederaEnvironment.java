package io.masspayout.examples;

import io.masspayout.hedera.HederaNetwork;
import io.masspayout.hedera.custody.LocalKeySigner;
import io.masspayout.hedera.custody.SigningKey.Algorithm;
import io.masspayout.hedera.custody.TransactionSigner;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a payout on a public test network needs to know, from environment variables. Never shows what a key variable holds, not even a
 * wrong one: it may be another secret.
 *
 * @param network as it was named
 * @param operator pays the fees
 * @param treasury pays the holders
 * @param treasurySigner empty when the treasury is the operator, whose signature is enough
 * @param payout names the payout: a second run of the same name pays nobody twice
 * @param jdbcUrl a database that stays, or empty for one that does not
 */
record HederaEnvironment(
        String network,
        HederaNetwork hedera,
        String operator,
        TransactionSigner operatorSigner,
        String treasury,
        Optional<TransactionSigner> treasurySigner,
        String asset,
        String paymentToken,
        String amount,
        String payout,
        Optional<String> jdbcUrl) {

    static final String PREFIX = "MASSPAYOUT_HEDERA_";

    /** Examples move no real money. */
    private static final List<String> NETWORKS = List.of("testnet", "previewnet");

    private static final Pattern ENTITY = Pattern.compile("0\\.0\\.[1-9][0-9]{0,17}");
    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,18})?");
    private static final String PORTAL = "; get it at https://portal.hedera.com";
    private static final String KEY_FORM =
            "in DER as the portal shows it (302e..., 3030...), or ed25519: or ecdsa: and 64" + " hexadecimal digits";

    /** Everything that is missing or wrong, a line for each variable. */
    static final class Incomplete extends Exception {

        private static final long serialVersionUID = 1L;

        Incomplete(List<String> lines) {
            super(String.join(System.lineSeparator(), lines));
        }
    }

    private static final class Reader {

        private final Map<String, String> variables;
        private final List<String> problems = new ArrayList<>();

        Reader(Map<String, String> variables) {
            this.variables = variables;
        }

        String value(String name) {
            return variables.getOrDefault(PREFIX + name, "").strip();
        }

        /** A value that may be shown. */
        String text(String name, boolean fits, String what) {
            String value = value(name);
            if (value.isEmpty()) {
                problems.add(PREFIX + name + " is missing: " + what);
            } else if (!fits) {
                problems.add(PREFIX + name + " is '" + value + "': must be " + what);
            }
            return value;
        }

        String entity(String name, String what) {
            return text(name, ENTITY.matcher(value(name)).matches(), what);
        }

        @Nullable
        TransactionSigner signer(String name, String whose) {
            String value = value(name);
            if (value.isEmpty()) {
                problems.add(PREFIX + name + " is missing: the private key of " + whose + ", " + KEY_FORM + PORTAL);
                return null;
            }
            try {
                return parse(value);
            } catch (IllegalArgumentException unreadable) {
                problems.add(PREFIX + name + " cannot be read (it is not shown): must be the private key of " + whose
                        + ", " + KEY_FORM);
                return null;
            }
        }

        private static TransactionSigner parse(String value) {
            String lower = value.toLowerCase(Locale.ROOT);
            if (lower.startsWith("ed25519:")) {
                return LocalKeySigner.fromHex(Algorithm.ED25519, lower.substring("ed25519:".length()));
            }
            return lower.startsWith("ecdsa:")
                    ? LocalKeySigner.fromHex(Algorithm.ECDSA_SECP256K1, lower.substring("ecdsa:".length()))
                    : LocalKeySigner.fromDer(lower);
        }
    }

    /**
     * Reads the variables.
     *
     * @param networks finds a network by its name
     * @throws Incomplete with a line for everything that is missing or wrong
     */
    static HederaEnvironment read(Map<String, String> variables, Function<String, HederaNetwork> networks)
            throws Incomplete {
        Reader reader = new Reader(variables);
        String network = reader.text(
                "NETWORK",
                NETWORKS.contains(reader.value("NETWORK")),
                "testnet or previewnet; mainnet is not for examples");
        String operator =
                reader.entity("OPERATOR", "the account 0.0.n that pays the fees and pays for nothing else" + PORTAL);
        TransactionSigner operatorSigner = reader.signer("OPERATOR_KEY", PREFIX + "OPERATOR");
        String treasury = reader.entity(
                "TREASURY",
                "the account 0.0.n that holds the payment token and pays the holders; the operator will do" + PORTAL);
        boolean same = !treasury.isEmpty() && treasury.equals(operator);
        TransactionSigner treasurySigner = same ? null : reader.signer("TREASURY_KEY", PREFIX + "TREASURY");
        String asset = reader.entity(
                "ASSET",
                "the fungible token 0.0.n whose holders are paid; find it, or one like it, at https://hashscan.io");
        String paymentToken = reader.text(
                "PAYMENT_TOKEN",
                ENTITY.matcher(reader.value("PAYMENT_TOKEN")).matches()
                        || reader.value("PAYMENT_TOKEN").equals("HBAR"),
                "what is paid: a fungible token 0.0.n that the treasury holds, see https://hashscan.io, or HBAR");
        String amount = reader.text(
                "AMOUNT",
                AMOUNT.matcher(reader.value("AMOUNT")).matches(),
                "what all holders get together, 12.50 for instance, in units of the payment token");
        String payout = reader.text(
                "PAYOUT", true, "a name of yours for this payout; the same name is never paid twice on one database");
        if (!reader.problems.isEmpty() || operatorSigner == null) {
            throw new Incomplete(reader.problems);
        }
        String jdbcUrl = reader.value("JDBC_URL");
        return new HederaEnvironment(
                network,
                networks.apply(network),
                operator,
                operatorSigner,
                treasury,
                Optional.ofNullable(treasurySigner),
                asset,
                paymentToken,
                amount,
                payout,
                jdbcUrl.isEmpty() ? Optional.empty() : Optional.of(jdbcUrl));
    }

    /** Without signers. */
    @Override
    public String toString() {
        return network + ": operator " + operator + ", treasury " + treasury + ", asset " + asset + ", " + amount
                + " of " + paymentToken;
    }
}
