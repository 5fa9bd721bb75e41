package io.masspayout.hedera;

import io.masspayout.hedera.mirror.MirrorAccount;
import io.masspayout.hedera.mirror.MirrorClient;
import io.masspayout.ledger.InvalidAccountException;
import io.masspayout.ledger.ResolvedAccount;
import io.masspayout.model.AccountId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The one form of each account id: {@code 0.0.n} where there is an account, else the EVM address in small letters. */
final class AccountNames {

    private static final Pattern ENTITY = Pattern.compile("0\\.0\\.(0|[1-9][0-9]{0,18})");
    private static final Pattern ADDRESS = Pattern.compile("(?:0[xX])?([0-9a-fA-F]{40})");

    /** An address that begins so is the number of an account, in the last eight of twenty bytes. */
    private static final String LONG_ZERO = "0".repeat(24);

    private static final String ACCEPTED =
            "0.0.n without blanks or leading zeros, or an EVM address of 40 hexadecimal digits with or without 0x";

    private final MirrorClient mirror;

    AccountNames(MirrorClient mirror) {
        this.mirror = mirror;
    }

    Map<String, ResolvedAccount> resolve(Collection<String> given) {
        Map<String, String> canonical = new LinkedHashMap<>();
        given.forEach(text -> canonical.computeIfAbsent(text, AccountNames::canonical));
        Set<String> numbers =
                canonical.values().stream().filter(name -> !isAddress(name)).collect(Collectors.toSet());
        Map<String, MirrorAccount> existing = numbers.isEmpty() ? Map.of() : mirror.accounts(numbers);
        Map<String, ResolvedAccount> addresses = new HashMap<>();
        Map<String, ResolvedAccount> resolved = new LinkedHashMap<>();
        canonical.forEach((text, name) -> resolved.put(
                text,
                isAddress(name)
                        ? addresses.computeIfAbsent(name, this::byAddress)
                        : new ResolvedAccount(AccountId.of(name), existing.containsKey(name))));
        return resolved;
    }

    private ResolvedAccount byAddress(String address) {
        Optional<MirrorAccount> account = mirror.account(address);
        return new ResolvedAccount(
                AccountId.of(account.map(MirrorAccount::account).orElse(address)), account.isPresent());
    }

    /** Either {@code 0.0.n} or {@code 0x} and 40 small digits, which are not the long-zero form of a number. */
    static String canonical(String text) {
        if (isEntity(text)) {
            return text;
        }
        Matcher address = ADDRESS.matcher(text);
        if (!address.matches()) {
            throw new InvalidAccountException(text, ACCEPTED);
        }
        String digits = address.group(1).toLowerCase(Locale.ROOT);
        long low = HexFormat.fromHexDigitsToLong(digits, LONG_ZERO.length(), digits.length());
        return digits.startsWith(LONG_ZERO) && low >= 0 ? "0.0." + low : "0x" + digits;
    }

    /** Whether a text is {@code 0.0.n}, with a number that an account can have. */
    static boolean isEntity(String text) {
        Matcher entity = ENTITY.matcher(text);
        if (!entity.matches()) {
            return false;
        }
        String number = entity.group(1);
        String largest = String.valueOf(Long.MAX_VALUE);
        return number.length() < largest.length() || number.compareTo(largest) <= 0;
    }

    private static boolean isAddress(String canonical) {
        return canonical.startsWith("0x");
    }
}
