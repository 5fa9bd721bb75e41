package io.masspayout.benchmark;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.ExecutionException;

/** What a round consists of. */
enum Part {
    PAYOUT {
        @Override
        void measure(Bench bench, int holders, Scoreboard board) throws SQLException, IOException {
            new PayoutRound(bench, holders).measure(board);
        }
    },
    CROWD {
        @Override
        void measure(Bench bench, int holders, Scoreboard board)
                throws SQLException, IOException, InterruptedException, ExecutionException {
            new CrowdedRun(bench, holders).measure(board);
        }
    },
    PACE {
        @Override
        void measure(Bench bench, int holders, Scoreboard board) throws SQLException, IOException {
            new PacedRun(bench).measure(board);
        }
    },
    WORKERS {
        @Override
        void measure(Bench bench, int holders, Scoreboard board)
                throws SQLException, IOException, InterruptedException, ExecutionException {
            new WorkersRace(bench).measure(board);
        }
    };

    /**
     * Measures it once.
     *
     * @param holders of large distributions
     */
    abstract void measure(Bench bench, int holders, Scoreboard board)
            throws SQLException, IOException, InterruptedException, ExecutionException;

    /** As it is written on a command line. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
