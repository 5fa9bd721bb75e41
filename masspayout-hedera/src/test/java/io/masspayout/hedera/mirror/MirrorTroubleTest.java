package io.masspayout.hedera.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.masspayout.hedera.mirror.ScriptedMirror.Reply;
import io.masspayout.ledger.LedgerUnavailableException;
import io.masspayout.testing.ManualClock;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A mirror node that refuses, stalls, breaks off and talks nonsense. */
class MirrorTroubleTest {

    private static final String NEWEST = "/api/v1/transactions?limit=1&order=desc";
    private static final String NEWEST_ANSWER =
            "{\"transactions\":[{\"consensus_timestamp\":\"7.000000008\"}],\"links\":{\"next\":null}}";
    private static final Instant AT = Instant.ofEpochSecond(7, 8);
    private static final String TOKENS = "/api/v1/accounts/0.0.5/tokens?limit=100";

    private final ScriptedMirror server = new ScriptedMirror();
    private final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());
    private final MirrorClient mirror = server.builder().pause(pauses::add).build();

    @AfterEach
    void close() {
        mirror.close();
        server.close();
    }

    // ---- tried again

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503, 504})
    void aPassingTroubleIsWaitedOut(int status) {
        server.on(NEWEST, Reply.status(status), Reply.status(status), Reply.ok(NEWEST_ANSWER));
        assertThat(mirror.newest()).isEqualTo(AT);
        assertThat(server.asked()).hasSize(3);
        assertThat(pauses).hasSize(2);
        assertThat(pauses.get(0)).isBetween(Duration.ofMillis(125), Duration.ofMillis(250));
        assertThat(pauses.get(1)).isBetween(Duration.ofMillis(250), Duration.ofMillis(500));
    }

    @Test
    void aLastingTroubleEndsTheCallWithWhatWasAsked() {
        server.on(NEWEST, Reply.status(503));
        assertThatExceptionOfType(LedgerUnavailableException.class)
                .isThrownBy(mirror::newest)
                .withMessageContaining("GET " + server.uri() + NEWEST)
                .withMessageContaining("in 5 attempts (status 503)")
                .withMessageContaining("check the mirror node");
        assertThat(server.asked()).hasSize(5);
    }

    @Test
    void theMirrorsWishForAPauseIsObeyedByEverybody() {
        ManualClock clock = ManualClock.at("2026-03-31T12:00:00Z");
        server.on(NEWEST, new Reply(429, Map.of("Retry-After", "17"), "slow down"), Reply.ok(NEWEST_ANSWER));
        try (MirrorClient client =
                server.builder().clock(clock).pause(pauses::add).build()) {
            assertThat(client.newest()).isEqualTo(AT);
            assertThat(pauses).first().isEqualTo(Duration.ofSeconds(17));
            // The clock stands still, so to every later request the pause is still to come.
            client.newest();
            assertThat(pauses.get(pauses.size() - 1)).isGreaterThanOrEqualTo(Duration.ofSeconds(17));
        }
    }

    @Test
    void aPauseTooLongForACallIsToldToTheCaller() {
        server.on(NEWEST, new Reply(503, Map.of("Retry-After", "3600"), ""));
        assertThatExceptionOfType(LedgerUnavailableException.class)
                .isThrownBy(mirror::newest)
                .withMessageContaining("come back after PT1H");
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void aConnectionThatBreaksOffIsTriedAgain() {
        AtomicInteger times = new AtomicInteger();
        server.onExchange(NEWEST, exchange -> {
            if (times.incrementAndGet() == 1) {
                exchange.sendResponseHeaders(200, 1_000);
                exchange.getResponseBody().write('{');
                exchange.getResponseBody().flush();
                exchange.close();
            } else {
                ScriptedMirror.send(exchange, Reply.ok(NEWEST_ANSWER));
            }
        });
        assertThat(mirror.newest()).isEqualTo(AT);
        assertThat(times).hasValue(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anAnswerThatNeverComesIsGivenUp(boolean afterTheHeaders) {
        CountDownLatch end = new CountDownLatch(1);
        server.onExchange(NEWEST, exchange -> {
            if (afterTheHeaders) {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write("{\"transactions\":".getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
            }
            awaitQuietly(end);
            exchange.close();
        });
        try (MirrorClient client =
                server.builder().timeout(Duration.ofMillis(100)).attempts(2).build()) {
            assertThatExceptionOfType(LedgerUnavailableException.class)
                    .isThrownBy(client::newest)
                    .withMessageContaining("in 2 attempts")
                    .withMessageContaining("TimeoutException");
        } finally {
            end.countDown();
        }
    }

    @Test
    void nobodyAtTheAddressIsAnAnswerToo() {
        URI address = server.uri();
        server.close();
        try (MirrorClient client =
                MirrorClient.builder(address).attempts(2).pause(pauses::add).build()) {
            assertThatExceptionOfType(LedgerUnavailableException.class)
                    .isThrownBy(client::newest)
                    .withMessageContaining(address + NEWEST)
                    .withMessageContaining("ConnectException");
        }
    }

    @Test
    void anInterruptedCallStopsAndLeavesTheThreadInterrupted() {
        server.on(NEWEST, NEWEST_ANSWER);
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(LedgerUnavailableException.class)
                .isThrownBy(mirror::newest)
                .withMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    // ---- nonsense

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "<html>",
                "{\"transactions\":[",
                "{'transactions':[]}",
                "{\"transactions\":[]} x"
            })
    void whatIsNotOneJsonObjectIsNoAnswer(String body) {
        server.on(NEWEST, body);
        assertThatExceptionOfType(LedgerUnavailableException.class)
                .isThrownBy(mirror::newest)
                .withMessageContaining(NEWEST)
                .withMessageContaining("JSON");
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void aMissingFieldIsNamed() {
        server.on(NEWEST, "{\"transactions\":[{\"result\":\"SUCCESS\"}]}");
        assertThatExceptionOfType(LedgerUnavailableException.class)
                .isThrownBy(mirror::newest)
                .withMessageContaining("field 'transactions[0].consensus_timestamp' is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "\"7\"", "\"7.1\"", "\"7.0000000001\"", "\"-7.000000000\"", "true", "{}"})
    void aTimeOfAnotherFormIsNotGuessedAt(String time) {
        server.on(NEWEST, "{\"transactions\":[{\"consensus_timestamp\":" + time + "}]}");
        assertThatExceptionOfType(LedgerUnavailableException.class)
                .isThrownBy(mirror::newest)
                .withMessageContaining("transactions[0].consensus_timestamp");
    }

    @Test
    void aMirrorWithoutTransactionsIsNotReady() {
        server.on(NEWEST, "{\"transactions\":[],\"links\":{\"next\":null}}");
        assertThatExceptionOfType(LedgerUnavailableException.class)
                .isThrownBy(mirror::newest)
                .withMessageContaining("no transactions yet");
    }

    @Test
    void somebodyElsesNotFoundProvesNothing() {
        server.on(
                "/api/v1/transactions/0.0.2-7-000000008?nonce=0&scheduled=false",
                new Reply(404, Map.of(), "<h1>404</h1>"));
        assertThatExceptionOfType(LedgerUnavailableException.class)
                .isThrownBy(() -> mirror.transaction("0.0.2", AT))
                .withMessageContaining("not JSON");
    }

    @Test
    void balancesAreExactToTheLastOfSixtyFourBits() {
        server.on(
                "/api/v1/tokens/0.0.9/balances?limit=100&order=asc",
                "{\"timestamp\":null,\"balances\":[{\"account\":\"0.0.5\",\"balance\":9223372036854775807},"
                        + "{\"account\":\"0.0.6\",\"balance\":9007199254740993}],\"links\":{\"next\":null}}");
        assertThat(mirror.balancesNow("0.0.9").rest())
                .containsExactly(
                        new TokenBalance("0.0.5", Long.MAX_VALUE), new TokenBalance("0.0.6", 9_007_199_254_740_993L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775808", "1.5", "1e3", "\"many\"", "true"})
    void aBalanceThatIsNoLongIsRefused(String balance) {
        server.on(
                "/api/v1/tokens/0.0.9/balances?limit=100&order=asc",
                "{\"balances\":[{\"account\":\"0.0.5\",\"balance\":" + balance + "}],\"links\":{\"next\":null}}");
        assertThatExceptionOfType(LedgerUnavailableException.class)
                .isThrownBy(() -> mirror.balancesNow("0.0.9").next())
                .withMessageContaining("balances[0].balance");
    }

    @Test
    void anAmountBeyondAllTokensIsRefused() {
        server.on(logs(), log("0x" + "0".repeat(48) + "8" + "0".repeat(15), 3, "7.000000008"));
        assertThatExceptionOfType(LedgerUnavailableException.class)
                .isThrownBy(() -> mirror.transfers("0.0.9", Instant.EPOCH, AT).next())
                .withMessageContaining("0.0.9 at 7.000000008")
                .withMessageContaining("9223372036854775808");
    }

    @Test
    void transfersOfSerialNumbersAreNoAmounts() {
        server.on(logs(), log("0x", 4, "7.000000008"));
        assertThatExceptionOfType(LedgerUnavailableException.class)
                .isThrownBy(() -> mirror.transfers("0.0.9", Instant.EPOCH, AT).next())
                .withMessageContaining("4 topics");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.000000000", "7.000000009"})
    void logsFromOutsideOfWhatWasAskedAreRefused(String time) {
        server.on(logs(), log("0x" + "0".repeat(64), 3, time));
        assertThatExceptionOfType(LedgerUnavailableException.class)
                .isThrownBy(() -> mirror.logs("0.0.9", Instant.EPOCH, AT).next())
                .withMessageContaining("logs[0].timestamp");
    }

    // ---- pages

    @Test
    void anEmptyPageIsNotTheLastOneWhileItHasALink() {
        server.on(TOKENS, "{\"tokens\":[],\"links\":{\"next\":\"/other/prefix/tokens?page=2\"}}")
                .on(
                        "/other/prefix/tokens?page=2",
                        "{\"tokens\":[" + automatic() + "],\"links\":{\"next\":\"/other/prefix/tokens?page=3\"}}")
                .on("/other/prefix/tokens?page=3", "{\"tokens\":[" + automatic() + "],\"links\":{\"next\":null}}");
        assertThat(mirror.automaticAssociationsUsed("0.0.5")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://example.com/api/v1/tokens", "//example.com/x", "/api/v1/ space"})
    void aLinkThatLeadsAstrayIsNotFollowed(String link) {
        server.on(TOKENS, "{\"tokens\":[],\"links\":{\"next\":\"" + link + "\"}}");
        assertThatExceptionOfType(LedgerUnavailableException.class)
                .isThrownBy(() -> mirror.automaticAssociationsUsed("0.0.5"))
                .withMessageContaining("links.next");
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void theNewestTransactionMayBeOnAnotherPage() {
        server.on(NEWEST, "{\"transactions\":[],\"links\":{\"next\":\"/older\"}}")
                .on("/older", NEWEST_ANSWER);
        assertThat(mirror.newest()).isEqualTo(AT);
    }

    @Test
    void anEmptyPageThatLeadsBackToItselfIsAskedForAgain() {
        Reply empty = Reply.ok("{\"tokens\":[],\"links\":{\"next\":\"" + TOKENS + "\"}}");
        server.on(TOKENS, empty, empty, Reply.ok("{\"tokens\":[" + automatic() + "],\"links\":{\"next\":null}}"));
        assertThat(mirror.automaticAssociationsUsed("0.0.5")).isEqualTo(1);
    }

    @Test
    void noCircleIsRunForEver() {
        server.on(TOKENS, "{\"tokens\":[],\"links\":{\"next\":\"" + TOKENS + "\"}}");
        assertThatExceptionOfType(LedgerUnavailableException.class)
                .isThrownBy(() -> mirror.automaticAssociationsUsed("0.0.5"))
                .withMessageContaining("links.next' leads back to the same page");
        server.on(TOKENS, "{\"tokens\":[" + automatic() + "],\"links\":{\"next\":\"" + TOKENS + "\"}}");
        assertThatExceptionOfType(LedgerUnavailableException.class)
                .isThrownBy(() -> mirror.automaticAssociationsUsed("0.0.5"))
                .withMessageContaining("links.next' leads back to the same page");
    }

    @Test
    void aMirrorThatGivesShorterListsIsAskedForTheRest() {
        String list = "/api/v1/accounts?balance=true&order=asc&limit=100";
        String circle = "\"links\":{\"next\":\"" + list + "&account.id=0.0.3&account.id=0.0.5&account.id=0.0.10\"}}";
        server.on(
                        list + "&account.id=0.0.3&account.id=0.0.5&account.id=0.0.10",
                        Reply.ok("{\"accounts\":[]," + circle),
                        Reply.ok("{\"accounts\":[{\"account\":\"0.0.5\"}]," + circle))
                .on(list + "&account.id=0.0.10", "{\"accounts\":[{\"account\":\"0.0.10\"}]," + circle);
        assertThat(mirror.accounts(List.of("0.0.10", "0.0.5", "0.0.3"))).containsOnlyKeys("0.0.5", "0.0.10");
        assertThat(server.asked()).hasSize(3);
    }

    @Test
    void aListThatStaysEmptyIsGivenUp() {
        server.on(
                "/api/v1/accounts?balance=true&order=asc&limit=100&account.id=0.0.3",
                "{\"accounts\":[],\"links\":{\"next\":\"/x\"}}");
        assertThatExceptionOfType(LedgerUnavailableException.class)
                .isThrownBy(() -> mirror.accounts(List.of("0.0.3")))
                .withMessageContaining("empty pages for 1 accounts from 0.0.3");
    }

    @Test
    void aPageThatCouldNotBeReadIsAskedForAgain() {
        String first = "/api/v1/tokens/0.0.9/balances?limit=100&order=asc";
        server.on(first, "{\"balances\":[{\"account\":\"0.0.5\",\"balance\":1}],\"links\":{\"next\":\"/2\"}}")
                .on(
                        "/2",
                        Reply.ok("broken"),
                        Reply.ok("{\"balances\":[{\"account\":\"0.0.6\",\"balance\":2}],\"links\":{\"next\":null}}"));
        Pages<TokenBalance> pages = mirror.balancesNow("0.0.9");
        assertThat(pages.next().orElseThrow()).containsExactly(new TokenBalance("0.0.5", 1));
        assertThatExceptionOfType(LedgerUnavailableException.class).isThrownBy(pages::next);
        assertThat(pages.next().orElseThrow()).containsExactly(new TokenBalance("0.0.6", 2));
        assertThat(pages.next()).isEmpty();
        assertThat(pages.next()).isEmpty();
    }

    // ---- bounds

    @Test
    void requestsKeepBelowTheRateWhoeverMakesThem() {
        ManualClock clock = ManualClock.at("2026-03-31T12:00:00Z");
        Instant start = clock.instant();
        server.on(NEWEST, NEWEST_ANSWER);
        try (MirrorClient client = server.builder()
                .requestsPerSecond(10)
                .clock(clock)
                .pause(clock::advance)
                .build()) {
            for (int i = 0; i < 32; i++) {
                client.newest();
            }
        }
        // Two at once out of the bucket, then one every tenth of a second.
        assertThat(Duration.between(start, clock.instant())).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void manyAccountsAreAskedForInFewRequestsAndNotAllAtOnce() {
        CountDownLatch three = new CountDownLatch(3);
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<String> accounts =
                IntStream.range(1, 1_001).mapToObj(i -> "0.0." + i).toList();
        for (int from = 0; from < 1_000; from += 99) {
            List<String> group = accounts.subList(from, Math.min(from + 99, 1_000));
            server.onExchange(
                    "/api/v1/accounts?balance=true&order=asc&limit=100&account.id="
                            + String.join("&account.id=", group),
                    exchange -> {
                        most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                        three.countDown();
                        // Nobody is answered before three are under way together.
                        awaitQuietly(three);
                        underWay.decrementAndGet();
                        ScriptedMirror.send(exchange, Reply.ok(accountList(group)));
                    });
        }
        try (MirrorClient client = server.builder().maxConcurrent(3).build()) {
            Map<String, MirrorAccount> found = client.accounts(accounts);
            assertThat(found).containsOnlyKeys(accounts);
        }
        assertThat(server.asked()).hasSize(11);
        assertThat(most).hasValue(3);
    }

    @Test
    void oneFailureOfManyEndsTheCall() {
        server.otherwise(path -> path.contains("0.0.77&")
                ? Optional.of(Reply.status(503))
                : Optional.of(Reply.ok(accountList(List.of()))));
        List<String> accounts =
                IntStream.range(1, 1_001).mapToObj(i -> "0.0." + i).toList();
        assertThatExceptionOfType(LedgerUnavailableException.class)
                .isThrownBy(() -> mirror.accounts(accounts))
                .withMessageContaining("status 503");
    }

    @Test
    void anAccountWhoseTokensAreCutOffIsAskedAboutByItself() {
        StringBuilder tokens = new StringBuilder();
        for (int i = 1; i <= 50; i++) {
            tokens.append(i > 1 ? "," : "")
                    .append("{\"token_id\":\"0.0.")
                    .append(i)
                    .append("\",\"balance\":0}");
        }
        server.on(
                "/api/v1/accounts?balance=true&order=asc&limit=100&account.id=0.0.100&account.id=0.0.101&account.id=0.0.102",
                "{\"accounts\":["
                        + "{\"account\":\"0.0.100\",\"balance\":{\"balance\":1,\"tokens\":[" + tokens + "]}},"
                        + "{\"account\":\"0.0.101\",\"balance\":{\"balance\":1,\"tokens\":[]}},"
                        + "{\"account\":\"0.0.102\",\"balance\":{\"balance\":1,\"tokens\":[{\"token_id\":\"0.0.99\",\"balance\":5}]}}"
                        + "],\"links\":{\"next\":null}}");
        server.on(
                "/api/v1/accounts/0.0.100/tokens?token.id=0.0.99",
                "{\"tokens\":[{\"automatic_association\":false,\"balance\":7,\"freeze_status\":\"UNFROZEN\","
                        + "\"kyc_status\":\"GRANTED\",\"token_id\":\"0.0.99\"}],\"links\":{\"next\":null}}");
        assertThat(mirror.balances("0.0.99", List.of("0.0.100", "0.0.101", "0.0.102")))
                .isEqualTo(Map.of("0.0.100", 7L, "0.0.102", 5L));
    }

    @Test
    void everyRequestAsksForNothingFromACache() {
        List<String> headers = new ArrayList<>();
        server.onExchange(NEWEST, exchange -> {
            headers.add(exchange.getRequestHeaders().getFirst("Cache-Control"));
            ScriptedMirror.send(exchange, Reply.ok(NEWEST_ANSWER));
        });
        mirror.newest();
        assertThat(headers).containsExactly("no-cache");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "0.0.x", "0.0.5/../6", "0.0.5?x=1", "0x00"})
    void whatIsNoIdIsNotSent(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> mirror.token(id)).withMessageContaining("0.0.n");
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void aClosedClientSaysSo() {
        mirror.close();
        assertThatIllegalStateException().isThrownBy(mirror::newest).withMessageContaining("closed");
        assertThatIllegalStateException()
                .isThrownBy(() -> mirror.relationships("0.0.9", List.of("0.0.5", "0.0.6")))
                .withMessageContaining("closed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mirror.example.com", "ftp://mirror.example.com", "http:/x"})
    void anAddressThatIsNoneIsRefusedAtOnce(String base) {
        assertThatIllegalArgumentException().isThrownBy(() -> MirrorClient.builder(URI.create(base)));
    }

    private static String logs() {
        return "/api/v1/contracts/0.0.9/results/logs?order=asc&limit=100&timestamp=gt:0.000000000&timestamp=lte:7.000000008";
    }

    private static String log(String data, int topics, String time) {
        String padded = "\"0x" + "0".repeat(61) + "123\"";
        return "{\"logs\":[{\"contract_id\":\"0.0.9\",\"timestamp\":\"" + time + "\",\"index\":0,\"data\":\"" + data
                + "\",\"transaction_hash\":\"0x00\",\"topics\":[\"" + TokenTransfer.TOPIC + "\""
                + ("," + padded).repeat(topics - 1) + "]}],\"links\":{\"next\":null}}";
    }

    private static String automatic() {
        return "{\"automatic_association\":true,\"balance\":0,\"freeze_status\":\"NOT_APPLICABLE\",\"kyc_status\":"
                + "\"NOT_APPLICABLE\",\"token_id\":\"0.0.9\"}";
    }

    private static String accountList(List<String> ids) {
        return "{\"accounts\":["
                + String.join(
                        ",",
                        ids.stream().map(id -> "{\"account\":\"" + id + "\"}").toList())
                + "],\"links\":{\"next\":null}}";
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
