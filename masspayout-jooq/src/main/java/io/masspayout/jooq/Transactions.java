package io.masspayout.jooq;

import io.masspayout.jooq.internal.ServerEncoding;
import io.masspayout.jooq.internal.StoredText;
import io.masspayout.model.MassPayoutException;
import io.masspayout.store.ConflictException;
import io.masspayout.store.StoreUnavailableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Locale;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jooq.Configuration;
import org.jooq.DSLContext;
import org.jooq.ExecuteListenerProvider;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Runs one verb as one database transaction, or inside the host's. Sets isolation and durability itself, whatever the pool or the
 * role has as its default, and turns what the database says into the library's exceptions.
 */
abstract sealed class Transactions {

    /** A transaction that loses five deadlocks or serialization conflicts in a row has met something that retrying does not cure. */
    static final int MAX_ATTEMPTS = 5;

    /**
     * One round trip. READ COMMITTED, as every verb takes its locks and then looks again. An outcome or intent that is lost by
     * a crash of the server is a second payment, so a session that commits without waiting for the disk is told to wait;
     * {@code remote_apply} is left alone.
     */
    private static final String BEGIN = "SET TRANSACTION ISOLATION LEVEL READ COMMITTED, READ WRITE;"
            + " SELECT set_config('synchronous_commit', 'on', true)"
            + " WHERE current_setting('synchronous_commit') IN ('off', 'local', 'remote_write')";

    /**
     * As {@link #BEGIN}, and rows are found by index: a plan has just made the tables grow by a million rows, of which the server has no
     * statistics yet, and without them it reads a table as a whole, for each of ten thousand batches. So there is one good way for each
     * statement, whatever its parameters, and it need not be looked for each time.
     */
    private static final String BEGIN_BY_INDEX =
            BEGIN + "; SET LOCAL enable_seqscan = off; SET LOCAL plan_cache_mode = force_generic_plan";

    /** Everything that is read is of one instant; nothing can be written. */
    private static final String BEGIN_READ = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY";

    /** serialization_failure */
    private static final String SNAPSHOT_TOO_OLD = "40001";

    private final Settings settings;
    private final ExecuteListenerProvider[] listeners;

    /** Asked once; a database never changes it. */
    private volatile @Nullable ServerEncoding encoding;

    private Transactions(Settings settings, ExecuteListenerProvider... listeners) {
        this.settings = settings;
        this.listeners = listeners;
    }

    static Transactions of(DataSource dataSource, Settings settings, ExecuteListenerProvider... listeners) {
        return new OfPool(dataSource, settings, listeners);
    }

    static Transactions joining(Connection host, Settings settings, ExecuteListenerProvider... listeners) {
        return new OfHost(host, settings, listeners);
    }

    /** Runs the work in one transaction, again when it lost a deadlock or a race: so it must not change anything but the database. */
    abstract <T> T run(Function<DSLContext, T> work);

    /**
     * As {@link #run}, for work that looks for a few rows by index in tables that are large and hot. Inside the host's transaction the server
     * decides, as its settings are the host's.
     */
    abstract <T> T runByIndex(Function<DSLContext, T> work);

    /** Runs the work in one transaction, never twice, as it consumes something. */
    abstract <T> T runOnce(Function<DSLContext, T> work);

    /**
     * Runs work that only reads, never twice. All of it sees one snapshot of the database; inside the host's transaction it sees what
     * that transaction sees.
     */
    abstract <T> T read(Function<DSLContext, T> work);

    /** Thrown by work that has seen the world move between two of its reads: runs it again from the start. */
    static final class Moved extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Moved(String what) {
            super(what, null, false, false);
        }
    }

    final DSLContext context(Connection connection) throws SQLException {
        ServerEncoding known = encoding;
        if (known == null) {
            known = ServerEncoding.of(connection);
            encoding = known;
        }
        Configuration configuration = new DefaultConfiguration()
                .set(connection)
                .set(SQLDialect.POSTGRES)
                .set(settings)
                .set(listeners);
        configuration.data(StoredText.ENCODING, known);
        return DSL.using(configuration);
    }

    private static final class OfPool extends Transactions {

        private final DataSource dataSource;

        OfPool(DataSource dataSource, Settings settings, ExecuteListenerProvider... listeners) {
            super(settings, listeners);
            this.dataSource = dataSource;
        }

        @Override
        <T> T run(Function<DSLContext, T> work) {
            return untilWon(BEGIN, work);
        }

        @Override
        <T> T runByIndex(Function<DSLContext, T> work) {
            return untilWon(BEGIN_BY_INDEX, work);
        }

        private <T> T untilWon(String begin, Function<DSLContext, T> work) {
            for (int attempt = 1; ; attempt++) {
                try {
                    return once(begin, work);
                } catch (Moved | SQLException | DataAccessException e) {
                    if (attempt >= MAX_ATTEMPTS || !(e instanceof Moved || lostARace(e))) {
                        throw translated(e);
                    }
                }
            }
        }

        @Override
        <T> T runOnce(Function<DSLContext, T> work) {
            return onlyOnce(BEGIN, work);
        }

        @Override
        <T> T read(Function<DSLContext, T> work) {
            return onlyOnce(BEGIN_READ, work);
        }

        private <T> T onlyOnce(String begin, Function<DSLContext, T> work) {
            try {
                return once(begin, work);
            } catch (Moved | SQLException | DataAccessException e) {
                throw translated(e);
            }
        }

        private <T> T once(String beginning, Function<DSLContext, T> work) throws SQLException {
            try (Connection connection = open()) {
                boolean autoCommit = connection.getAutoCommit();
                connection.setAutoCommit(false);
                boolean committed = false;
                try {
                    // Prepared, as it is the most frequent of all: the driver has the server keep it.
                    try (PreparedStatement begin = connection.prepareStatement(beginning)) {
                        begin.execute();
                    }
                    T result = work.apply(context(connection));
                    connection.commit();
                    committed = true;
                    return result;
                } finally {
                    leave(connection, committed, autoCommit);
                }
            }
        }

        private Connection open() {
            try {
                return dataSource.getConnection();
            } catch (SQLException e) {
                throw new StoreUnavailableException(
                        "no connection to the database; call again when it is up, nothing is lost: " + e.getMessage(),
                        e);
            }
        }

        /** A connection that cannot even roll back is broken, which the pool finds out; what happened first is to be told. */
        private static void leave(Connection connection, boolean committed, boolean autoCommit) {
            try {
                if (!committed) {
                    connection.rollback();
                }
                connection.setAutoCommit(autoCommit);
            } catch (SQLException broken) {
                return;
            }
        }
    }

    private static final class OfHost extends Transactions {

        private final Connection host;

        OfHost(Connection host, Settings settings, ExecuteListenerProvider... listeners) {
            super(settings, listeners);
            this.host = host;
        }

        @Override
        <T> T run(Function<DSLContext, T> work) {
            return runOnce(work);
        }

        @Override
        <T> T runByIndex(Function<DSLContext, T> work) {
            return runOnce(work);
        }

        /** A verb that fails leaves the host's transaction as it was before it. */
        @Override
        <T> T runOnce(Function<DSLContext, T> work) {
            return within(work, true);
        }

        /** Reading leaves it as it was in any case, settings of the session included. */
        @Override
        <T> T read(Function<DSLContext, T> work) {
            return within(work, false);
        }

        private <T> T within(Function<DSLContext, T> work, boolean keep) {
            try {
                if (host.getAutoCommit()) {
                    throw new IllegalStateException(
                            "the connection to join has no open transaction: switch autocommit off");
                }
                Savepoint before = host.setSavepoint();
                boolean done = false;
                try {
                    T result = work.apply(context(host));
                    done = keep;
                    if (keep) {
                        host.releaseSavepoint(before);
                    }
                    return result;
                } finally {
                    if (!done) {
                        host.rollback(before);
                    }
                }
            } catch (Moved | SQLException | DataAccessException e) {
                throw state(e).equals(SNAPSHOT_TOO_OLD) ? tooOld(e) : translated(e);
            }
        }

        private static ConflictException tooOld(Exception e) {
            return new ConflictException(
                    "the transaction to join sees the database as it was before another one changed the same rows; roll it back and"
                            + " begin it again, or let it be READ COMMITTED: " + e.getMessage(),
                    e);
        }
    }

    private static boolean lostARace(Exception e) {
        String state = state(e);
        return state.equals(SNAPSHOT_TOO_OLD) || state.equals("40P01");
    }

    private static MassPayoutException translated(Exception e) {
        String state = state(e);
        String family = state.length() < 2 ? "" : state.substring(0, 2);
        return switch (family) {
            // No SQLSTATE: the driver or the pool gave up before the server spoke.
            case "", "00" -> new StoreUnavailableException("the database gave no answer: " + e.getMessage(), e);
            // Connection, resources, operator intervention, system, lost race, read-only after a failover, lock not
            // available.
            case "08", "53", "57", "58", "XX", "40", "25", "55" ->
                new StoreUnavailableException("the database gave up (" + state + "): " + e.getMessage(), e);
            case "23" -> new ConstraintViolation(constraint(e), e);
            default ->
                new MassPayoutException(
                        "the database refused (" + state + "): " + e.getMessage() + "; is the schema of this version?",
                        e);
        };
    }

    private static String state(Exception e) {
        SQLException cause = sqlException(e);
        String state = cause == null ? null : cause.getSQLState();
        return state == null ? "" : state.toUpperCase(Locale.ROOT);
    }

    private static String constraint(Exception e) {
        if (sqlException(e) instanceof PSQLException said) {
            ServerErrorMessage message = said.getServerErrorMessage();
            String constraint = message == null ? null : message.getConstraint();
            return constraint == null ? "" : constraint;
        }
        return "";
    }

    private static @Nullable SQLException sqlException(Throwable e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof SQLException found) {
                return found;
            }
        }
        return null;
    }
}
