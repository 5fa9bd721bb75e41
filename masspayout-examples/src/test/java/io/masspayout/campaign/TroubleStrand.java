package io.masspayout.campaign;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;

/** What befalls the surroundings: the database, the network, the treasuries, the recipients. */
final class TroubleStrand implements Callable<Void> {

    private static final Duration MOST_BETWEEN = Duration.ofSeconds(8);
    private static final int FOULEST_PERCENT = 25;

    private final Scene scene;
    private final Tally tally;
    private final Random dice;

    /** The database dies first: a short campaign may be over before the cards have come round to it. */
    private final Deque<Trouble> next = new ArrayDeque<>(List.of(Trouble.POSTMASTER_KILLED));

    /** Kinds of trouble; each comes before any comes again. */
    private enum Trouble {
        POSTMASTER_KILLED,
        CONNECTIONS_CUT,
        FOUL_WEATHER,
        TREASURY_EMPTIED,
        RECIPIENTS_REFUSE,
        STORM
    }

    TroubleStrand(Scene scene, Tally tally, Random dice) {
        this.scene = scene;
        this.tally = tally;
        this.dice = dice;
    }

    @Override
    public Void call() {
        while (!tally.isOver()) {
            if (next.isEmpty()) {
                List<Trouble> deck = new ArrayList<>(Arrays.asList(Trouble.values()));
                Collections.shuffle(deck, dice);
                next.addAll(deck);
            }
            bring(next.remove());
            pass(upTo(MOST_BETWEEN));
        }
        return null;
    }

    private void bring(Trouble trouble) {
        switch (trouble) {
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
