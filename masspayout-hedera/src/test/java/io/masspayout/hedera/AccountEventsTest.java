package io.masspayout.hedera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.masspayout.hedera.mirror.ConsensusTimestamp;
import io.masspayout.hedera.mirror.MirrorClient;
import io.masspayout.hedera.mirror.RecordedMirror;
import io.masspayout.hedera.mirror.ScriptedMirror;
import io.masspayout.hedera.mirror.ScriptedMirror.Reply;
import io.masspayout.ledger.EventPage;
import io.masspayout.ledger.LedgerEvent;
import io.masspayout.model.EventPosition;
import io.masspayout.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is read out of single answers of a mirror node, recorded ones among them, and which ones are asked for. */
class AccountEventsTest {

    private static final String ACCOUNT = "0.0.5";
    private static final Instant START = Instant.parse("2026-03-31T12:00:00Z");
    private static final EventPosition BEFORE_START = EventPosition.before(START);
    private static final String NEWEST = "/api/v1/transactions?limit=1&order=desc";

    private final ManualClock clock = ManualClock.at("2026-03-31T13:00:00Z");
    private final ScriptedMirror server = new ScriptedMirror();
    private final MirrorClient mirror = server.client();
    private final AccountEvents events = new AccountEvents(mirror, clock);

    @AfterEach
    void close() {
        mirror.close();
        server.close();
    }

    private EventPage page(int limit) {
        return events.page(ACCOUNT, BEFORE_START, limit);
    }

    private static String from(Instant time) {
        return "/api/v1/transactions?account.id=0.0.5&timestamp=gte:" + ConsensusTimestamp.text(time);
    }

    private static String unbounded(Instant time) {
        return from(time) + "&order=asc&limit=100";
    }

    private void answers(String... transactions) {
        server.on(unbounded(START.minusNanos(1)), answer(null, transactions));
    }

    private static String answer(@Nullable String next, String... transactions) {
        return "{\"transactions\":[" + String.join(",", transactions) + "],\"links\":{\"next\":"
                + (next == null ? "null" : '"' + next + '"') + "}}";
    }

    private static String transaction(Instant at, String result, int nonce, String hbar, String tokens) {
        return "{\"transaction_id\":\"0.0.2-1774958390-000000007\",\"valid_start_timestamp\":\"1774958390.000000007\","
                + "\"consensus_timestamp\":\"" + ConsensusTimestamp.text(at) + "\",\"result\":\"" + result
                + "\",\"name\":\"CRYPTOTRANSFER\",\"transaction_hash\":\"AAAA\",\"memo_base64\":\"\",\"charged_tx_fee\":0,"
                + "\"transfers\":[" + hbar + "],\"token_transfers\":[" + tokens + "],\"nonce\":" + nonce
                + ",\"scheduled\":" + (nonce == 0) + "}";
    }

    private static String success(Instant at, String hbar, String tokens) {
        return transaction(at, "SUCCESS", 0, hbar, tokens);
    }

    private static String hbar(String account, long amount) {
        return "{\"account\":\"" + account + "\",\"amount\":" + amount + "}";
    }

    private static String units(String token, String account, long amount) {
        return "{\"token_id\":\"" + token + "\",\"account\":\"" + account + "\",\"amount\":" + amount + "}";
    }

    private static List<String> told(EventPage page) {
        return page.events().stream()
                .map(event -> event.attributes().get(LedgerEvent.AMOUNT) + " "
                        + event.attributes().get(LedgerEvent.TOKEN))
                .toList();
    }

    // ---- what an event is

    @Test
    void hbarComesFirstAndThenTheTokensByTheirNumber() {
        answers(success(
                START,
                hbar("0.0.2", -4) + "," + hbar(ACCOUNT, 4),
                units("0.0.1000", ACCOUNT, 1) + "," + units("0.0.999", ACCOUNT, 2) + ","
                        + units("0.0.1000", "0.0.6", 3)));
        EventPage page = page(100);
        assertThat(told(page)).containsExactly("4 HBAR", "2 0.0.999", "1 0.0.1000");
        assertThat(page.events()).extracting(event -> event.position().index()).containsExactly(0, 1, 2);
        assertThat(page.readTo()).isEqualTo(page.events().get(2).position());
    }

    @Test
    void onlyWhatTheAccountHasMoreOfThanBeforeHasComeIn() {
        answers(
                success(START, hbar(ACCOUNT, 10) + "," + hbar(ACCOUNT, -12), units("0.0.9", ACCOUNT, 5)),
                success(START.plusNanos(1), hbar(ACCOUNT, 10) + "," + hbar(ACCOUNT, -10), ""),
                success(
                        START.plusNanos(2),
                        hbar(ACCOUNT, 10) + "," + hbar(ACCOUNT, -7),
                        units("0.0.9", ACCOUNT, -5) + "," + units("0.0.8", ACCOUNT, 0)));
        assertThat(told(page(100))).containsExactly("5 0.0.9", "3 HBAR");
    }

    @Test
    void whatFailedHasBroughtNothingButIsRead() {
        answers(transaction(START, "INSUFFICIENT_TOKEN_BALANCE", 0, hbar(ACCOUNT, 3), units("0.0.9", ACCOUNT, 5)));
        EventPage page = page(100);
        assertThat(page.events()).isEmpty();
        assertThat(page.readTo()).isEqualTo(new EventPosition(EventPosition.nanos(START), 0));
        assertThat(page.more()).isFalse();
    }

    @Test
    void childrenAndSchedulesHaveTimesOfTheirOwn() {
        answers(
                success(START, hbar(ACCOUNT, 1), ""),
                transaction(START.plusNanos(1), "SUCCESS", 1, hbar(ACCOUNT, 2), ""),
                transaction(START.plusSeconds(5), "SUCCESS", 2, hbar(ACCOUNT, 3), ""));
        assertThat(told(page(100))).containsExactly("1 HBAR", "2 HBAR", "3 HBAR");
        assertThat(page(100).events())
                .extracting(LedgerEvent::transactionId)
                .containsOnly("0.0.2@1774958390.000000007");
    }

    // ---- pages

    @Test
    void aPageMayEndWithinATransactionAndTheNextOneBeginsThere() {
        String both = success(START, hbar(ACCOUNT, 4), units("0.0.9", ACCOUNT, 1));
        answers(both, success(START.plusNanos(1), hbar(ACCOUNT, 7), ""));
        EventPage first = page(1);
        assertThat(told(first)).containsExactly("4 HBAR");
        assertThat(first.more()).isTrue();

        server.on(unbounded(START), answer(null, both, success(START.plusNanos(1), hbar(ACCOUNT, 7), "")));
        EventPage second = events.page(ACCOUNT, first.readTo(), 1);
        assertThat(told(second)).containsExactly("1 0.0.9");
        assertThat(second.more()).isTrue();

        EventPage third = events.page(ACCOUNT, second.readTo(), 1);
        assertThat(told(third)).containsExactly("7 HBAR");
        assertThat(third.more()).isFalse();
    }

    @Test
    void transactionsBehindTheLastEventAreReadTooWhenThePageIsFull() {
        Instant last = START.plusSeconds(9);
        answers(success(START, hbar(ACCOUNT, 4), ""), success(last, hbar(ACCOUNT, -4), ""));
        EventPage page = page(1);
        assertThat(told(page)).containsExactly("4 HBAR");
        assertThat(page.readTo()).isEqualTo(new EventPosition(EventPosition.nanos(last), 0));
        assertThat(page.more()).isFalse();
    }

    @Test
    void anAccountThatOnlyPaysIsReadSoManyPagesAtATime() {
        server.otherwise(asked -> {
            Matcher time = Pattern.compile("gte?:([\\d.]+)").matcher(asked);
            if (!time.find()) {
                return Optional.empty();
            }
            Instant row = ConsensusTimestamp.parse(time.group(1)).instant().plusSeconds(1);
            String next = from(row).replace("gte:", "gt:") + "&order=asc&limit=100";
            return Optional.of(Reply.ok(answer(next, success(row, hbar(ACCOUNT, -1), ""))));
        });
        EventPage page = page(1);
        assertThat(page.events()).isEmpty();
        assertThat(page.more()).isTrue();
        assertThat(page.readTo().time()).isEqualTo(START.minusNanos(1).plusSeconds(AccountEvents.PAGES_PER_CALL));
        assertThat(server.asked()).hasSize(AccountEvents.PAGES_PER_CALL);
    }

    // ---- what is long past

    /** A mirror node that has one transaction, and reads at most 60 days for one answer. */
    private void mirrorThatReadsSixtyDays(Instant transaction, Instant newest) {
        server.on(NEWEST, answer(null, "{\"consensus_timestamp\":\"" + ConsensusTimestamp.text(newest) + "\"}"));
        Pattern bounds = Pattern.compile("timestamp=gte?:([\\d.]+)(?:&timestamp=lt:([\\d.]+))?&order");
        server.otherwise(asked -> {
            Matcher times = bounds.matcher(asked);
            if (!times.find()) {
                return Optional.empty();
            }
            Instant from = ConsensusTimestamp.parse(times.group(1)).instant();
            Instant until = times.group(2) == null
                    ? newest.plusNanos(1)
                    : ConsensusTimestamp.parse(times.group(2)).instant();
            Instant seen = from.plus(Duration.ofDays(60));
            boolean cut = until.isAfter(seen);
            boolean found = !transaction.isBefore(from) && transaction.isBefore(cut ? seen : until);
            String next = cut ? asked.replaceFirst("gte?:[\\d.]+", "gt:" + ConsensusTimestamp.text(seen)) : null;
            return Optional.of(Reply.ok(
                    found ? answer(next, success(transaction, hbar(ACCOUNT, 1), "")) : answer(next)));
        });
    }

    private List<EventPage> readAll() {
        List<EventPage> pages = new ArrayList<>(List.of(page(100)));
        while (pages.get(pages.size() - 1).more()) {
            EventPage last = pages.get(pages.size() - 1);
            EventPage next = events.page(ACCOUNT, last.readTo(), 100);
            assertThat(next.readTo()).isGreaterThan(last.readTo());
            pages.add(next);
        }
        return pages;
    }

    @Test
    void yearsOfQuietAreCrossedByTheMirrorsNewestTransaction() {
        Instant now = START.plus(Duration.ofDays(3_000));
        clock.set(now);
        Instant transaction = START.plus(Duration.ofDays(2_900));
        mirrorThatReadsSixtyDays(transaction, now);

        List<EventPage> pages = readAll();

        assertThat(pages).flatExtracting(AccountEventsTest::told).containsExactly("1 HBAR");
        assertThat(pages.get(pages.size() - 1).readTo().time()).isAfterOrEqualTo(transaction);
    }

    @Test
    void aStretchThatTheMirrorHasNotReadYetIsNotLeftBehind() {
        clock.set(START.plus(Duration.ofDays(3_000)));
        // The mirror node has been standing still since shortly after the stretch: too shortly for another replica.
        mirrorThatReadsSixtyDays(
                START.plus(Duration.ofDays(2_000)),
                START.plus(AccountEvents.STRETCH).plusSeconds(29));
        assertThat(page(100)).isEqualTo(new EventPage(List.of(), BEFORE_START, false));
    }

    @Test
    void theNewestTransactionIsAskedForOnlyWhereItMayHelp() {
        answers();
        page(100);
        assertThat(server.asked()).hasSize(1);
    }

    // ---- a real mirror node

    @Test
    void recordedAnswersAreReadAsTheyAre() {
        try (RecordedMirror recorded = new RecordedMirror();
                MirrorClient client = recorded.client()) {
            clock.set(Instant.ofEpochSecond(1_795_338_700));
            AccountEvents reader = new AccountEvents(client, clock);
            EventPosition after = new EventPosition(1_795_338_638_558_000_583L, Integer.MAX_VALUE);

            EventPage page = reader.page("0.0.2121", after, 100);
            assertThat(told(page)).containsExactly("50000 0.0.2122", "1 HBAR", "1 HBAR");
            assertThat(page.readTo()).isEqualTo(new EventPosition(1_795_338_657_967_870_908L, 0));
            assertThat(page.more()).isFalse();
        }
    }

    @Test
    void recordedPagesAreReadAcrossTheirLinks() {
        try (RecordedMirror recorded = new RecordedMirror();
                MirrorClient client = recorded.client()) {
            recorded.as(
                    "/api/v1/transactions?account.id=0.0.2121&timestamp=gte:1795338600.000000000&order=asc&limit=100",
                    "37");
            clock.set(Instant.ofEpochSecond(1_795_338_700));
            AccountEvents reader = new AccountEvents(client, clock);

            EventPage page = reader.page("0.0.2121", new EventPosition(1_795_338_600_000_000_000L, 0), 5);
            assertThat(told(page))
                    .containsExactly(
                            "2000000000 HBAR",
                            "10000000000 HBAR",
                            "100000000 0.0.2122",
                            "5000000000000 0.0.2123",
                            "100000 0.0.2124");
            // Two payouts follow, then something was minted, which has no room any more.
            assertThat(page.readTo()).isEqualTo(new EventPosition(1_795_338_647_003_549_174L, 0));
            assertThat(page.more()).isTrue();
        }
    }

    @Test
    void onlyEntitiesCanBeListenedTo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> events.page("0xabcdefabcdefabcdefabcdefabcdefabcdefabcd", BEFORE_START, 1));
    }
}
