package io.masspayout.hedera.holders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.hedera.hashgraph.sdk.PrivateKey;
import io.masspayout.hedera.local.LocalLedger;
import io.masspayout.hedera.local.LocalNetwork;
import io.masspayout.hedera.local.mirror.MirrorFaults;
import io.masspayout.hedera.mirror.MirrorClient;
import io.masspayout.ledger.HolderBalance;
import io.masspayout.ledger.HolderCursor;
import io.masspayout.ledger.LedgerUnavailableException;
import io.masspayout.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Registers of a network with everything that moves units: transfers, mint, burn and wipe, before, at and after the record date. */
class HoldersOnLocalNetworkTest {

    private final ManualClock clock = ManualClock.at("2026-03-31T12:00:00Z");
    private final LocalNetwork network = LocalNetwork.builder(clock).start();
    private final LocalLedger ledger = network.ledger();
    private final MirrorClient mirror = MirrorClient.builder(network.mirror())
            .requestsPerSecond(1_000_000)
            .clock(clock)
            .build();
    private final HolderRegister register = new HolderRegister(mirror);
    private final List<String> holders = new ArrayList<>();
    private String token;

    @BeforeEach
    void someHolders() {
        PrivateKey key = ledger.operatorKey();
        String treasury = ledger.createAccount(key, 0);
        token = ledger.createToken(
                treasury, options -> options.supply(1_000_000).wipeKey(key).supplyKey(key));
        holders.add(treasury);
        for (int i = 0; i < 12; i++) {
            String account = ledger.createAccount(key, 0);
            ledger.associate(account, token);
            ledger.transfer(token, treasury, account, 1_000L * i + 1);
            holders.add(account);
        }
    }

    @AfterEach
    void close() {
        mirror.close();
        network.close();
    }

    @Test
    void everyMomentHasTheBalancesThatTheLedgerHadThen() {
        SplittableRandom random = new SplittableRandom(11);
        Map<Instant, Map<String, Long>> moments = new HashMap<>();
        for (int i = 0; i < 60; i++) {
            clock.advance(Duration.ofSeconds(random.nextLong(1, 120)));
            act(random);
            if (i % 20 == 10) {
                ledger.snapshotNow();
            }
            moments.put(lastTransaction(), balances());
        }
        ledger.transfer(LocalLedger.HBAR, "0.0.2", holders.get(0), 1);
        moments.forEach(
                (time, expected) -> assertThat(read(time)).as("at %s", time).isEqualTo(expected));
    }

    @Test
    void aMirrorThatIsBehindIsWaitedFor() {
        assertThat(mirror.newest()).isBefore(clock.instant().plusSeconds(60));
        network.faults().mirror().lag(Duration.ofMinutes(5));
        clock.advance(Duration.ofMinutes(1));
        ledger.transfer(token, holders.get(0), holders.get(1), 1);
        Instant time = lastTransaction();
        Map<String, Long> expected = balances();
        assertThatExceptionOfType(LedgerUnavailableException.class)
                .isThrownBy(() -> read(time))
                .withMessageContaining("not yet the record date");
        clock.advance(Duration.ofMinutes(6));
        assertThat(read(time)).isEqualTo(expected);
    }

    @Test
    void shortPagesAndShortOutagesChangeNothing() {
        ledger.snapshotNow();
        ledger.transfer(token, holders.get(0), holders.get(3), 5);
        Map<String, Long> expected = balances();
        Instant time = lastTransaction();
        MirrorFaults faults = network.faults().mirror();
        faults.pageLimit(3);
        faults.shortPagesNext(2, 0);
        faults.outage(MirrorFaults.Outage.STATUS_503, 1);
        assertThat(read(time)).isEqualTo(expected);
    }

    @Test
    void aRowThatTheMirrorDropsIsNoticed() {
        ledger.snapshotNow();
        ledger.transfer(token, holders.get(0), holders.get(3), 5);
        Instant time = lastTransaction();
        try (HolderCursor cursor = register.open(token, new RecordDate(time))) {
            network.faults().mirror().missingRowNext(1);
            assertThatExceptionOfType(InexactBalancesException.class)
                    .isThrownBy(() -> cursor.next(100))
                    .withMessageContaining("the total supply was 1000000");
        }
    }

    private void act(SplittableRandom random) {
        String from = holders.get(random.nextInt(holders.size()));
        String to = holders.get(random.nextInt(holders.size()));
        long held = ledger.balance(from, token);
        switch (random.nextInt(6)) {
            case 0 -> ledger.mint(token, random.nextLong(1, 500));
            case 1 -> ledger.burn(token, random.nextLong(1, 100));
            case 2 -> {
                if (held > 0 && !from.equals(holders.get(0))) {
                    ledger.wipe(token, from, random.nextLong(1, held + 1));
                }
            }
            default -> {
                if (held > 0 && !from.equals(to)) {
                    ledger.transfer(token, from, to, random.nextLong(1, held + 1));
                }
            }
        }
    }

    private Instant lastTransaction() {
        List<Instant> times = ledger.transactions().stream()
                .map(transaction -> transaction.consensusTime())
                .toList();
        return times.get(times.size() - 1);
    }

    private Map<String, Long> balances() {
        Map<String, Long> balances = new HashMap<>();
        holders.forEach(account -> balances.put(account, ledger.balance(account, token)));
        balances.values().removeIf(balance -> balance == 0);
        return balances;
    }

    private Map<String, Long> read(Instant time) {
        Map<String, Long> found = new HashMap<>();
        try (HolderCursor cursor = register.open(token, new RecordDate(time))) {
            for (List<HolderBalance> page = cursor.next(5); !page.isEmpty(); page = cursor.next(5)) {
                page.forEach(holder -> found.put(holder.accountAsGiven(), holder.balance()));
            }
        }
        return found;
    }
}
