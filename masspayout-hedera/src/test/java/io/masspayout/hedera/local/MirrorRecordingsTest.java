package io.masspayout.hedera.local;

import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.ACCOUNT_FROZEN_FOR_TOKEN;
import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.ACCOUNT_KYC_NOT_GRANTED_FOR_TOKEN;
import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.INSUFFICIENT_TOKEN_BALANCE;
import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.INVALID_SIGNATURE;
import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.SUCCESS;
import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.TOKEN_IS_PAUSED;
import static com.hedera.hashgraph.sdk.proto.ResponseCodeEnum.TOKEN_NOT_ASSOCIATED_TO_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.hedera.hashgraph.sdk.PrivateKey;
import com.hedera.hashgraph.sdk.proto.ResponseCodeEnum;
import io.masspayout.hedera.local.world.Nanos;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Answers have the fields, types, status and cache-control of those recorded from a real mirror node. The ledger goes through what
 * happened on the real one.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MirrorRecordingsTest {

    private static final Pattern ROW =
            Pattern.compile("\\| `(\\S+\\.json)` \\| GET `(\\S+)` \\| (\\d{3}) \\| ([^|]*) \\|");
    private static final String EVM = "0xd1c6136d65f3f0ab0537f2af611a8348e0bd962a";

    private Scene scene;
    private PrivateKey key;
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, String> transactions = new HashMap<>();
    private final Map<String, String> times = new HashMap<>();

    /** One recorded answer. */
    private record Recording(String file, String request, int status, String cacheControl) {
        @Override
        public String toString() {
            return file;
        }
    }

    private static String text(String file) {
        try (InputStream in = MirrorRecordingsTest.class.getResourceAsStream("/mirror-recordings/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Those of the answers the local mirror gives: all but contract results, contract state and contract calls. */
    private static Stream<Recording> recordings() {
        List<Recording> all = new ArrayList<>();
        Matcher matcher = ROW.matcher(text("README.md"));
        while (matcher.find()) {
            if (Integer.parseInt(matcher.group(1).substring(0, 2)) < 50) {
                all.add(new Recording(
                        matcher.group(1),
                        matcher.group(2),
                        Integer.parseInt(matcher.group(3)),
                        matcher.group(4).strip()));
            }
        }
        return all.stream();
    }

    @BeforeAll
    void start() {
        scene = new Scene();
        key = scene.ledger.operatorKey();
        LocalLedger ledger = scene.ledger;
        String asset = scene.ledger.createToken(
                scene.treasury,
                token -> token.supply(100_000_000)
                        .adminKey(scene.key.getPublicKey())
                        .freezeKey(scene.key.getPublicKey())
                        .pauseKey(scene.key.getPublicKey())
                        .supplyKey(scene.key.getPublicKey())
                        .wipeKey(scene.key.getPublicKey()));
        String payment = scene.ledger.createToken(
                scene.treasury,
                token -> token.supply(5_000_000_000_000L)
                        .decimals(6)
                        .freezeKey(scene.key.getPublicKey())
                        .kycKey(scene.key.getPublicKey())
                        .supplyKey(scene.key.getPublicKey()));
        String fee = scene.ledger.createToken(
                scene.treasury,
                token -> token.supply(100_000)
                        .supplyKey(scene.key.getPublicKey())
                        .fractionalFee(1, 100, 1, 0, scene.treasury, false));
        name("0.0.2121", scene.treasury);
        name("0.0.2122", asset);
        name("0.0.2123", payment);
        name("0.0.2124", fee);
        for (int i = 0; i < 12; i++) {
            int index = i;
            String holder = ledger.createAccount(
                    i == 1 || i == 11 ? scene.otherKey.getPublicKey() : scene.key.getPublicKey(),
                    2_000_000_000,
                    options -> index == 10
                            ? options.maxAutoAssociations(-1)
                            : index == 11 ? options.receiverSignatureRequired() : options);
            name("0.0." + (2125 + i), holder);
            if (i != 10) {
                ledger.associate(holder, asset);
            }
            if (i != 9 && i != 10) {
                ledger.associate(holder, payment);
            }
            if (i < 8 || i == 11) {
                ledger.grantKyc(holder, payment);
            }
        }
        happen(asset, payment);
        ledger.pause(asset);
        send("1795338641-401000342", TOKEN_IS_PAUSED, units(asset, holder(0), 1, holder(1)));
        // The newest transaction of the recording is a plain transfer; here it may be another user's.
        scene.pass(java.time.Duration.ofSeconds(2));
    }

    private void happen(String asset, String payment) {
        LocalLedger ledger = scene.ledger;
        send(
                "1795338636-314000469",
                SUCCESS,
                operator().hbar("0.0.2", -500_000_000).hbar(EVM, 500_000_000));
        TransferBody register = operator().units(asset, scene.treasury, -600);
        for (int i = 0; i < 6; i++) {
            register.units(asset, holder(i), 100);
        }
        send("1795338636-638000396", SUCCESS, register);
        TransferBody second = operator().units(asset, scene.treasury, -500);
        for (int i = 6; i < 11; i++) {
            second.units(asset, holder(i), 100);
        }
        send("1795338636-996000570", SUCCESS, second);
        send("1795338637-403000435", SUCCESS, units(asset, holder(0), 10, holder(7)));
        ledger.mint(asset, 50_000);
        ledger.burn(asset, 20_000);
        ledger.wipe(asset, holder(8), 1);
        TransferBody paid = operator().units(payment, scene.treasury, -8);
        for (int i = 0; i < 8; i++) {
            paid.units(payment, holder(i), 1);
        }
        send("1795338638-558000583", SUCCESS, paid);
        send("1795338638-835000587", TOKEN_NOT_ASSOCIATED_TO_ACCOUNT, units(payment, scene.treasury, 1, holder(9)));
        send("1795338639-135000488", ACCOUNT_KYC_NOT_GRANTED_FOR_TOKEN, units(payment, scene.treasury, 1, holder(10)));
        send("1795338639-424000470", ACCOUNT_KYC_NOT_GRANTED_FOR_TOKEN, units(payment, scene.treasury, 1, holder(8)));
        ledger.freeze(holder(7), payment);
        send("1795338639-985000811", ACCOUNT_FROZEN_FOR_TOKEN, units(payment, scene.treasury, 1, holder(7)));
        send("1795338640-275000512", INVALID_SIGNATURE, units(payment, scene.treasury, 1, holder(11)));
        send("1795338640-547000012", INSUFFICIENT_TOKEN_BALANCE, units(payment, holder(0), 1000, holder(1)));
        TransferBody hbar =
                operator().hbar(scene.treasury, -300).hbar(holder(0), 100).hbar(holder(1), 200);
        send("1795338640-830000075", SUCCESS, hbar);
    }

    private void name(String recorded, String here) {
        names.put(recorded, here);
    }

    private String holder(int index) {
        return names.get("0.0." + (2125 + index));
    }

    private TransferBody operator() {
        TransferBody body = new TransferBody("0.0.2", scene.start());
        body.frame().setMemo("a memo");
        return body;
    }

    private TransferBody units(String token, String from, long units, String to) {
        return operator().units(token, from, -units).units(token, to, units);
    }

    private void send(String recorded, ResponseCodeEnum status, TransferBody body) {
        scene.wire.submit(body.sign(key, scene.key), 0);
        assertThat(scene.wire.status(body.id(), 0)).isEqualTo(status);
        String start = String.format(
                java.util.Locale.ROOT,
                "%d-%09d",
                body.id().getTransactionValidStart().getSeconds(),
                body.id().getTransactionValidStart().getNanos());
        transactions.put(recorded, start);
        List<ExecutedTransaction> all = scene.ledger.transactions();
        times.put(recorded, Nanos.text(Nanos.of(all.get(all.size() - 1).consensusTime())));
    }

    @AfterAll
    void stop() {
        scene.close();
    }

    /** The recorded request with the ids and times of this ledger. */
    private String here(String request) throws Exception {
        String path = request;
        for (Map.Entry<String, String> transaction : transactions.entrySet()) {
            path = path.replace(transaction.getKey(), transaction.getValue());
        }
        Matcher id = Pattern.compile("0\\.0\\.21\\d\\d(?!\\d)").matcher(path);
        path = id.replaceAll(match -> names.getOrDefault(match.group(), match.group()));
        if (path.contains("timestamp=gte:1795335065")) {
            long now = scene.clock.instant().getEpochSecond();
            path = path.replace("1795335065", String.valueOf(now - 3600))
                    .replace("1795338665", String.valueOf(now + 10));
        }
        if (path.contains("index=")) {
            return nextPages(path);
        }
        // The second page of the treasury begins with the register, the scan with the payment.
        return path.replace("gt:1795338636.137353984", "gte:" + times.get("1795338636-638000396"))
                .replace("1795338638.558000583", times.get("1795338638-558000583"));
    }

    /** The pages after the first of a log are found by its links; the last of them is empty. */
    private String nextPages(String path) throws Exception {
        String first = path.replaceAll("&timestamp=.*", "");
        String page = first;
        int wanted = path.contains("index=gt:2&") || path.endsWith("index=gt:2")
                ? 1
                : path.endsWith("index=gt:6") ? 2 : path.endsWith("index=gt:10") ? 3 : Integer.MAX_VALUE;
        for (int i = 0; i < wanted; i++) {
            String next = MirrorReader.next(scene.mirror.get(page));
            if (next == null) {
                return first + "&timestamp=gte:" + (scene.clock.instant().getEpochSecond() + 100);
            }
            page = next;
        }
        return page;
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void anAnswerLooksLikeTheRealOne(Recording recording) throws Exception {
        HttpResponse<String> answer = scene.mirror.answer(here(recording.request()));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(recording.status());
        assertThat(answer.headers().firstValue("cache-control").orElse("")).isEqualTo(recording.cacheControl());
        JsonElement recorded = JsonParser.parseString(text(recording.file()));
        if (recording.status() != 200) {
            assertThat(JsonParser.parseString(answer.body())).isEqualTo(recorded);
            return;
        }
        MirrorShape theirs = MirrorShape.of(recorded);
        MirrorShape ours = MirrorShape.of(JsonParser.parseString(answer.body()));
        assertThat(ours.fields()).isEqualTo(theirs.fields());
        for (String field : ours.fields()) {
            assertThat(theirs.typesOf(field)).as(field).containsAll(ours.typesOf(field));
        }
    }
}
