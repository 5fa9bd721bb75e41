package io.masspayout.hedera.holders;

import static io.masspayout.hedera.holders.LedgerOnPaper.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.masspayout.hedera.mirror.ConsensusTimestamp;
import io.masspayout.hedera.mirror.MirrorClient;
import io.masspayout.hedera.mirror.RecordedMirror;
import io.masspayout.hedera.mirror.ScriptedMirror;
import io.masspayout.hedera.mirror.ScriptedMirror.Reply;
import io.masspayout.ledger.HolderBalance;
import io.masspayout.ledger.HolderCursor;
import io.masspayout.ledger.LedgerUnavailableException;
import io.masspayout.model.MassPayoutException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HolderRegisterTest {

    private static final Instant CREATED = at(10);
    private static final String OWN_ADDRESS = "0xd1c6136d65f3f0ab0537f2af611a8348e0bd962a";

    // ---- the register of a time

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void anyTimeHasItsOwnBalancesHoweverOldTheSnapshotIs(int snapshots) {
        SplittableRandom random = new SplittableRandom(42 + snapshots);
        LedgerOnPaper ledger = history(random, snapshots);
        try (ScriptedMirror server = ledger.serve();
                MirrorClient mirror = server.client()) {
            for (int i = 0; i < 40; i++) {
                Instant time = at(random.nextLong(10, 310)).plusNanos(random.nextLong(2));
                assertThat(read(mirror, time, 1 + random.nextInt(9)))
                        .as("balances at %s", time)
                        .isEqualTo(positive(ledger.balancesAt(time)));
            }
        }
    }

    @Test
    void aTransferAtTheRecordDateCountsAndOneANanosecondLaterDoesNot() {
        LedgerOnPaper ledger = new LedgerOnPaper(3)
                .move(CREATED, 0, 2, 100)
                .snapshot(at(20))
                .move(at(30), 2, 5, 10)
                .move(at(30).plusNanos(1), 2, 6, 20)
                .reached(at(40));
        try (ScriptedMirror server = ledger.serve();
                MirrorClient mirror = server.client()) {
            assertThat(read(mirror, at(30), 10)).isEqualTo(Map.of("0.0.2", 90L, "0.0.5", 10L));
            assertThat(read(mirror, at(30).minusNanos(1), 10)).isEqualTo(Map.of("0.0.2", 100L));
            assertThat(read(mirror, at(30).plusNanos(1), 10))
                    .isEqualTo(Map.of("0.0.2", 70L, "0.0.5", 10L, "0.0.6", 20L));
        }
    }

    @Test
    void aTransferAtTheSnapshotIsInItAndNotAddedAgain() {
        LedgerOnPaper ledger = new LedgerOnPaper(3)
                .move(CREATED, 0, 2, 100)
                .move(at(20), 2, 5, 10)
                .snapshot(at(20))
                .reached(at(40));
        try (ScriptedMirror server = ledger.serve();
                MirrorClient mirror = server.client()) {
            assertThat(read(mirror, at(30), 10)).isEqualTo(Map.of("0.0.2", 90L, "0.0.5", 10L));
            assertThat(read(mirror, at(20), 10)).isEqualTo(Map.of("0.0.2", 90L, "0.0.5", 10L));
        }
    }

    @Test
    void whoSoldEverythingIsNotAHolder() {
        LedgerOnPaper ledger = new LedgerOnPaper(3)
                .move(CREATED, 0, 2, 100)
                .move(at(15), 2, 5, 10)
                .snapshot(at(20))
                .move(at(30), 5, 2, 10)
                .move(at(31), 2, 7, 5)
                .move(at(32), 7, 2, 5);
        try (ScriptedMirror server = ledger.serve();
                MirrorClient mirror = server.client()) {
            assertThat(read(mirror, at(32), 10)).isEqualTo(Map.of("0.0.2", 100L));
        }
    }

    @Test
    void aTokenThatIsBurntCompletelyHasNoHolders() {
        LedgerOnPaper ledger =
                new LedgerOnPaper(3).move(CREATED, 0, 2, 100).snapshot(at(20)).move(at(30), 2, 0, 100);
        try (ScriptedMirror server = ledger.serve();
                MirrorClient mirror = server.client()) {
            assertThat(read(mirror, at(30), 10)).isEmpty();
        }
    }

    @Test
    void aTransferToOneselfChangesNothing() {
        LedgerOnPaper ledger = new LedgerOnPaper(3).move(CREATED, 0, 2, 100).move(at(30), 2, 2, 100);
        try (ScriptedMirror server = ledger.serve();
                MirrorClient mirror = server.client()) {
            assertThat(read(mirror, at(30), 10)).isEqualTo(Map.of("0.0.2", 100L));
        }
    }

    @Test
    void anAddressOfItsOwnIsResolvedOnce() {
        LedgerOnPaper ledger = new LedgerOnPaper(2)
                .address(OWN_ADDRESS, 77)
                .move(CREATED, LedgerOnPaper.longZero(0), LedgerOnPaper.longZero(2), 100)
                .move(at(30), LedgerOnPaper.longZero(2), OWN_ADDRESS, 30)
                .move(at(31), OWN_ADDRESS, LedgerOnPaper.longZero(5), 10);
        try (ScriptedMirror server = ledger.serve();
                MirrorClient mirror = server.client()) {
            assertThat(read(mirror, at(31), 10)).isEqualTo(Map.of("0.0.2", 70L, "0.0.77", 20L, "0.0.5", 10L));
            assertThat(server.asked())
                    .filteredOn(path -> path.contains(OWN_ADDRESS))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"41", "47"})
    void theRegisterOfARealMirrorIsTheRealOne(String firstPageOfLogs) {
        String end = "1795338657.967870908";
        try (RecordedMirror recorded = new RecordedMirror();
                MirrorClient mirror = recorded.client()) {
            recorded.as("/api/v1/tokens/0.0.2122?timestamp=" + end, "01")
                    .as("/api/v1/tokens/0.0.2122/balances?limit=1&order=asc&timestamp=" + end, "09")
                    .as(
                            "/api/v1/contracts/0.0.2122/results/logs?order=asc&limit=100"
                                    + "&timestamp=gt:1795338635.555735084&timestamp=lte:" + end,
                            firstPageOfLogs);
            assertThat(read(new HolderRegister(mirror).open("0.0.2122", RecordDate.parse(end)), 4))
                    .isEqualTo(RecordedMirror.HOLDINGS);
        }
    }

    // ---- what is refused

    @Test
    void balancesThatDoNotAddUpAreToldInPlaceOfTheLastPage() {
        LedgerOnPaper ledger = new LedgerOnPaper(2)
                .move(CREATED, 0, 2, 100)
                .move(at(15), 2, 3, 1)
                .move(at(16), 2, 4, 1)
                .snapshot(at(20))
                .unseenSupply(7)
                .reached(at(40));
        try (ScriptedMirror server = ledger.serve();
                MirrorClient mirror = server.client();
                HolderCursor cursor = new HolderRegister(mirror).open(TOKEN, new RecordDate(at(30)))) {
            assertThat(cursor.next(2)).hasSize(2);
            for (int i = 0; i < 2; i++) {
                assertThatExceptionOfType(InexactBalancesException.class)
                        .isThrownBy(() -> cursor.next(2))
                        .withMessageContaining("token 0.0.900 at 30.000000000 from the snapshot of 20.000000000")
                        .withMessageContaining("add up to 100, the total supply was 107");
            }
        }
    }

    @Test
    void aLastPageThatIsFullIsCheckedToo() {
        LedgerOnPaper ledger =
                new LedgerOnPaper(2).move(CREATED, 0, 2, 100).unseenSupply(-1).reached(at(40));
        try (ScriptedMirror server = ledger.serve();
                MirrorClient mirror = server.client();
                HolderCursor cursor = new HolderRegister(mirror).open(TOKEN, new RecordDate(at(30)))) {
            assertThatExceptionOfType(InexactBalancesException.class)
                    .isThrownBy(() -> cursor.next(1))
                    .withMessageContaining("from its creation on")
                    .withMessageContaining("add up to 100, the total supply was 99");
        }
    }

    @Test
    void nobodyHoldsLessThanNothing() {
        LedgerOnPaper ledger = new LedgerOnPaper(2).move(CREATED, 0, 2, 100).move(at(30), 5, 2, 1);
        try (ScriptedMirror server = ledger.serve();
                MirrorClient mirror = server.client();
                HolderCursor cursor = new HolderRegister(mirror).open(TOKEN, new RecordDate(at(30)))) {
            assertThatExceptionOfType(InexactBalancesException.class)
                    .isThrownBy(() -> cursor.next(10))
                    .withMessageContaining("account 0.0.5 would hold -1");
        }
    }

    @Test
    void moreThanSixtyFourBitsIsNoSum() {
        LedgerOnPaper ledger = new LedgerOnPaper(2)
                .move(CREATED, 0, 2, Long.MAX_VALUE)
                .snapshot(at(20))
                .move(at(30), 0, 3, Long.MAX_VALUE);
        try (ScriptedMirror server = ledger.serve();
                MirrorClient mirror = server.client();
                HolderCursor cursor = new HolderRegister(mirror).open(TOKEN, new RecordDate(at(30)))) {
            assertThatExceptionOfType(InexactBalancesException.class)
                    .isThrownBy(() -> cursor.next(10))
                    .withMessageContaining("64 bits");
        }
    }

    @Test
    void anAddressThatIsNobodysIsNotSkipped() {
        LedgerOnPaper ledger = new LedgerOnPaper(2)
                .address(OWN_ADDRESS, 77)
                .move(CREATED, LedgerOnPaper.longZero(0), LedgerOnPaper.longZero(2), 100)
                .move(at(30), LedgerOnPaper.longZero(2), OWN_ADDRESS, 30);
        try (ScriptedMirror server = ledger.serve();
                MirrorClient mirror = server.client()) {
            server.on("/api/v1/accounts/" + OWN_ADDRESS + "?transactions=false", Reply.status(404));
            assertThatExceptionOfType(InexactBalancesException.class)
                    .isThrownBy(() -> new HolderRegister(mirror).open(TOKEN, new RecordDate(at(30))))
                    .withMessageContaining(OWN_ADDRESS);
        }
    }

    @Test
    void aRecordDateTheMirrorHasNotReachedIsWaitedFor() {
        LedgerOnPaper ledger = new LedgerOnPaper(2).move(CREATED, 0, 2, 100).reached(at(29));
        try (ScriptedMirror server = ledger.serve();
                MirrorClient mirror = server.client()) {
            HolderRegister register = new HolderRegister(mirror);
            assertThatExceptionOfType(LedgerUnavailableException.class)
                    .isThrownBy(() -> register.open(TOKEN, new RecordDate(at(29).plusNanos(1))))
                    .withMessageContaining("has reached 29.000000000, not yet the record date 29.000000001");
            assertThat(read(mirror, at(29), 10)).hasSize(1);
        }
    }

    @Test
    void beforeItsCreationATokenHasNoHolders() {
        LedgerOnPaper ledger = new LedgerOnPaper(2).move(CREATED, 0, 2, 100);
        try (ScriptedMirror server = ledger.serve();
                MirrorClient mirror = server.client()) {
            assertThatExceptionOfType(MassPayoutException.class)
                    .isThrownBy(() -> read(mirror, CREATED.minusNanos(1), 10))
                    .withMessageContaining("no fungible token 0.0.900 at 9.999999999");
            assertThat(read(mirror, CREATED, 10)).hasSize(1);
        }
    }

    @Test
    void serialNumbersAreNoBalances() {
        LedgerOnPaper ledger = new LedgerOnPaper(2).move(CREATED, 0, 2, 100).type("NON_FUNGIBLE_UNIQUE");
        try (ScriptedMirror server = ledger.serve();
                MirrorClient mirror = server.client()) {
            assertThatExceptionOfType(MassPayoutException.class)
                    .isThrownBy(() -> read(mirror, CREATED, 10))
                    .withMessageContaining("no fungible token");
        }
    }

    @Test
    void accountsThatDoNotAscendAreRefused() {
        LedgerOnPaper ledger =
                new LedgerOnPaper(2).move(CREATED, 0, 2, 100).snapshot(at(20)).reached(at(40));
        try (ScriptedMirror server = ledger.serve();
                MirrorClient mirror = server.client()) {
            server.on(
                    "/api/v1/tokens/0.0.900/balances?account.balance=gt:0&limit=100&order=asc&timestamp=20.000000000",
                    "{\"timestamp\":\"20.000000000\",\"balances\":[{\"account\":\"0.0.10\",\"balance\":1},"
                            + "{\"account\":\"0.0.9\",\"balance\":1}],\"links\":{\"next\":null}}");
            assertThatExceptionOfType(LedgerUnavailableException.class)
                    .isThrownBy(() -> read(mirror, at(30), 10))
                    .withMessageContaining("0.0.9 comes after 0.0.10");
        }
    }

    @Test
    void aPageThatCannotBeReadLosesNobody() {
        LedgerOnPaper ledger = new LedgerOnPaper(100)
                .move(CREATED, 0, 2, 100)
                .move(at(15), 2, 3, 1)
                .snapshot(at(20))
                .reached(at(40));
        String first =
                "/api/v1/tokens/0.0.900/balances?account.balance=gt:0&limit=100&order=asc&timestamp=20.000000000";
        try (ScriptedMirror server = ledger.serve();
                MirrorClient mirror = server.builder().build()) {
            server.on(
                            first,
                            "{\"timestamp\":\"20.000000000\",\"balances\":[{\"account\":\"0.0.2\",\"balance\":99}],\"links\":{\"next\":\"/2\"}}")
                    .on(
                            "/2",
                            Reply.ok("broken"),
                            Reply.ok(
                                    "{\"timestamp\":\"20.000000000\",\"balances\":[{\"account\":\"0.0.3\",\"balance\":1}],\"links\":{\"next\":null}}"));
            try (HolderCursor cursor = new HolderRegister(mirror).open(TOKEN, new RecordDate(at(30)))) {
                assertThatExceptionOfType(LedgerUnavailableException.class).isThrownBy(() -> cursor.next(10));
                assertThat(cursor.next(10))
                        .containsExactly(new HolderBalance("0.0.2", 99), new HolderBalance("0.0.3", 1));
                assertThat(cursor.next(10)).isEmpty();
            }
        }
    }

    // ---- record dates

    @Test
    void aRecordDateIsItsOwnReference() {
        RecordDate date = new RecordDate(Instant.ofEpochSecond(1_700_000_000, 1));
        assertThat(date.reference()).isEqualTo("1700000000.000000001");
        assertThat(RecordDate.of(date.snapshot())).isEqualTo(date);
        assertThat(date.snapshot().takenAt()).isEqualTo(date.at());
        assertThat(date.snapshot().exclusive()).isFalse();
    }

    private static LedgerOnPaper history(SplittableRandom random, int snapshots) {
        LedgerOnPaper ledger = new LedgerOnPaper(7).move(CREATED, 0, 2, 1_000_000);
        for (int i = 0; i < snapshots; i++) {
            ledger.snapshot(at(60L + 80L * i));
        }
        for (int second = 11; second < 300; second++) {
            Map<Long, Long> balances = ledger.balancesAt(at(second));
            List<Long> holders = balances.keySet().stream()
                    .filter(account -> balances.get(account) > 0)
                    .toList();
            long holder = holders.get(random.nextInt(holders.size()));
            long other = random.nextLong(2, 40);
            switch (random.nextInt(6)) {
                case 0 -> ledger.move(at(second), 0, 2, random.nextLong(1, 500));
                case 1 -> ledger.move(at(second), holder, 0, random.nextLong(1, balances.get(holder) + 1));
                case 2 -> ledger.move(at(second), holder, other, balances.get(holder));
                default -> ledger.move(at(second), holder, other, random.nextLong(1, balances.get(holder) + 1));
            }
        }
        return ledger.reached(at(400));
    }

    private static Map<String, Long> read(MirrorClient mirror, Instant time, int limit) {
        return read(new HolderRegister(mirror).open(TOKEN, new RecordDate(time)), limit);
    }

    private static Map<String, Long> read(HolderCursor holders, int limit) {
        List<HolderBalance> all = new ArrayList<>();
        try (HolderCursor cursor = holders) {
            for (List<HolderBalance> page = cursor.next(limit); !page.isEmpty(); page = cursor.next(limit)) {
                assertThat(page).hasSizeLessThanOrEqualTo(limit);
                all.addAll(page);
            }
        }
        assertThat(all)
                .extracting(holder -> Long.parseLong(holder.accountAsGiven().substring(4)))
                .isSorted();
        return all.stream().collect(Collectors.toMap(HolderBalance::accountAsGiven, HolderBalance::balance));
    }

    private static Map<String, Long> positive(Map<Long, Long> balances) {
        return balances.entrySet().stream()
                .filter(line -> line.getValue() > 0)
                .collect(Collectors.toMap(line -> "0.0." + line.getKey(), Map.Entry::getValue));
    }

    private static Instant at(long second) {
        return ConsensusTimestamp.parse(second + ".000000000").instant();
    }
}
