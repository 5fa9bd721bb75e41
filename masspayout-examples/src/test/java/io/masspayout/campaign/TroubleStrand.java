package io.masspayout.campaign;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;

/** What befalls the surroundings: the database, the network, the treasuries, the recipients. */
final class TroubleStrand implements Callable<Void> {

    private static final Duration MOST_BETWEEN = Duration.ofSeconds(8);
    private static final Duration MOST_BEFORE_A_RESTORE = Duration.ofSeconds(3);
    private static final int FOULEST_PERCENT = 25;
    private static final Duration LONGEST_LAG = Duration.ofSeconds(4);
    private static final int RESTORES_A_ROUND = 3;

    /** A clone takes most of a minute. */
    private static final int ROUNDS_WITHOUT_CLONE = 2;

    private final Scene scene;
    private final Tally tally;
    private final Random dice;
    private final HostStrand host;
    private final Restores restores;
    private final Clones clones;

    /** The database dies first: a short campaign may be over before the cards have come round to it. */
    private final Deque<Trouble> next = new ArrayDeque<>(List.of(Trouble.POSTMASTER_KILLED));

    /** Troubles in which the database forgets. */
    private static final Set<Trouble> FORGETFUL =
            EnumSet.of(Trouble.DUMP_RESTORED, Trouble.FAILED_OVER, Trouble.DISK_RESTORED, Trouble.CLONED);

    private int rounds;

    /** Kinds of trouble; each comes before any comes again. */
    private enum Trouble {
        DUMP_RESTORED,
        FAILED_OVER,
        DISK_RESTORED,
        CLONED,
        POSTMASTER_KILLED,
        CONNECTIONS_CUT,
        FOUL_WEATHER,
        TREASURY_EMPTIED,
        RECIPIENTS_REFUSE,
        STORM
    }

    TroubleStrand(Scene scene, Tally tally, Random dice, HostStrand host) {
        this.scene = scene;
        this.tally = tally;
        this.dice = dice;
        this.host = host;
        Operator operator = new Operator(scene, tally, host::declareAgain);
        this.restores = new Restores(scene, tally, dice, operator);
        this.clones = new Clones(scene, tally, operator, restores);
    }

    Clones clones() {
        return clones;
    }

    @Override
    public Void call() {
        while (!tally.isOver()) {
            if (next.isEmpty()) {
                next.addAll(deck());
            }
            bring(next.remove());
            pass(upTo(tally.mayRestore() ? MOST_BEFORE_A_RESTORE : MOST_BETWEEN));
        }
        return null;
    }

    /** Where the database is to forget, most cards are of that: each round has a few of the others. */
    private List<Trouble> deck() {
        List<Trouble> deck = new ArrayList<>(EnumSet.complementOf(EnumSet.copyOf(FORGETFUL)));
        Collections.shuffle(deck, dice);
        if (tally.mayRestore()) {
            deck = new ArrayList<>(deck.subList(0, 1));
            for (int i = 0; i < RESTORES_A_ROUND; i++) {
                deck.add(Trouble.DUMP_RESTORED);
                deck.add(Trouble.FAILED_OVER);
                deck.add(Trouble.DISK_RESTORED);
            }
            Collections.shuffle(deck, dice);
            if (++rounds % ROUNDS_WITHOUT_CLONE == 0) {
                deck.add(Trouble.CLONED);
            }
        }
        return deck;
    }

    private void bring(Trouble trouble) {
        switch (trouble) {
            case DUMP_RESTORED -> restore(RestoreKind.DUMP);
            case FAILED_OVER -> restore(RestoreKind.FAILOVER);
            case DISK_RESTORED -> restore(RestoreKind.DISK);
            case CLONED -> clones.bring(dice.nextBoolean() ? RestoreKind.DUMP : RestoreKind.DISK, host.declared());
            case POSTMASTER_KILLED -> killPostmaster();
            case CONNECTIONS_CUT -> cutConnections();
            case FOUL_WEATHER -> foulWeather(Duration.ofSeconds(8));
            case TREASURY_EMPTIED -> emptyTreasury();
            case RECIPIENTS_REFUSE -> refuse();
            case STORM -> {
                // Everything at once, while the weather is foul.
                scene.console().foul(FOULEST_PERCENT, dice.nextLong(), anyAccount());
                cutConnections();
                killPostmaster();
                emptyTreasury();
                scene.console().fair();
                tally.count("storms");
            }
        }
    }

    /** In half of the cases requests and answers are lost, late and doubled meanwhile; the mirror is behind in most. */
    private void restore(RestoreKind kind) {
        scene.console().mirrorLag(upTo(LONGEST_LAG));
        if (dice.nextBoolean()) {
            scene.console().foul(1 + dice.nextInt(FOULEST_PERCENT), dice.nextLong(), anyAccount());
        }
        restores.bring(kind, scene.console()::fair);
        scene.console().mirrorLag(Duration.ZERO);
    }

    private void killPostmaster() {
        scene.postgres().kill();
        pass(upTo(Duration.ofSeconds(2)));
        scene.postgres().restart();
        tally.count(Tally.POSTMASTER);
    }

    private void cutConnections() {
        // Some of them: which ones is the database's order, and as good as any.
        int some = 1 + dice.nextInt(8);
        try (Connection connection = scene.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet cut = statement.executeQuery("SELECT count(pg_terminate_backend(pid)) FROM (SELECT pid"
                        + " FROM pg_stat_activity WHERE application_name = 'masspayout' AND pid <> pg_backend_pid()"
                        + " ORDER BY random() LIMIT " + some + ") chosen")) {
            cut.next();
            tally.add(Tally.CONNECTIONS, cut.getLong(1));
        } catch (SQLException e) {
            tally.count("attempts to cut connections that met a dead one");
        }
    }

    private void foulWeather(Duration atMost) {
        scene.console().foul(1 + dice.nextInt(FOULEST_PERCENT), dice.nextLong(), anyAccount());
        pass(upTo(atMost));
        scene.console().fair();
        tally.count("spells of foul weather");
    }

    private void emptyTreasury() {
        String treasury = scene.places().treasury(dice.nextInt(CampaignTerms.TREASURIES));
        // Sometimes not quite: there is enough for a few batches, and then there is not.
        scene.console().setTreasury(treasury, dice.nextBoolean() ? 0 : dice.nextInt(2_000_000_000));
        pass(upTo(Duration.ofSeconds(4)));
        scene.fillTreasury(treasury);
        tally.count("treasuries emptied and refilled");
    }

    private void refuse() {
        List<String> accounts = List.of(anyAccount(), anyAccount(), anyAccount());
        accounts.forEach(scene.console()::refuses);
        pass(upTo(Duration.ofSeconds(4)));
        accounts.forEach(scene.console()::accepts);
        tally.add("recipients who refused for a while", accounts.size());
    }

    // Accounts with low numbers are in every register.
    private String anyAccount() {
        return scene.places().account(dice.nextInt(dice.nextBoolean() ? 30 : 1_000));
    }

    private Duration upTo(Duration most) {
        return Duration.ofMillis(dice.nextInt(Math.toIntExact(most.toMillis())));
    }

    private void pass(Duration time) {
        Await.atMost(time, tally::isOver);
    }
}
