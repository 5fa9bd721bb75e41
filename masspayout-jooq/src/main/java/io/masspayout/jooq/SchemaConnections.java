package io.masspayout.jooq;

import io.masspayout.model.MassPayoutException;
import io.masspayout.store.StoreUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Works on a schema in one database transaction at a time, and says what it means when the database refuses. */
final class SchemaConnections {

    private final DataSource dataSource;
    private final SchemaName schema;

    SchemaConnections(DataSource dataSource, SchemaName schema) {
        this.dataSource = dataSource;
        this.schema = schema;
    }

    /** Runs the work in one transaction, in which unqualified names mean the schema. */
    <T> T inTransaction(Function<DSLContext, T> work) {
        try (Connection connection = dataSource.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try {
                DSLContext database = DSL.using(connection, SQLDialect.POSTGRES);
                database.execute("SET LOCAL search_path TO " + schema.quoted());
                T result = work.apply(database);
                connection.commit();
                return result;
            } finally {
                leave(connection, autoCommit);
            }
        } catch (SQLException | DataAccessException e) {
            throw meaningOf(e);
        }
    }

    /** A connection that cannot roll back is broken, which the pool finds out; what happened first is to be told. */
    private static void leave(Connection connection, boolean autoCommit) {
        try {
            connection.rollback();
            connection.setAutoCommit(autoCommit);
        } catch (SQLException broken) {
            return;
        }
    }

    /** What to tell the caller when the database, or Flyway on its behalf, refused. */
    MassPayoutException meaningOf(Exception e) {
        SQLException cause = sqlException(e);
        if (cause == null) {
            return e instanceof FlywayException
                    ? new SchemaMismatchException("schema " + schema + " was not migrated: " + e.getMessage(), e)
                    : new MassPayoutException("work on schema " + schema + " failed: " + e.getMessage(), e);
        }
        String state = cause.getSQLState() == null ? "" : cause.getSQLState();
        String said = cause.getMessage();
        if (state.equals("42501")) {
            return new SchemaMismatchException(
                    "the database role may not do this in schema " + schema + " (" + said
                            + "): let a role with the right to create tables migrate it, and grant this one USAGE on the schema"
                            + " and SELECT on " + SchemaHistory.TABLE,
                    e);
        }
        if (state.equals("42P07")) {
            return new SchemaMismatchException(
                    "schema " + schema + " holds something by a name that the library needs (" + said
                            + "): give the library a schema of its own",
                    e);
        }
        return switch (state.length() < 2 ? "" : state.substring(0, 2)) {
            // No answer, connection, resources, operator, system, lost race, lock not available: the next call may get
            // through.
            case "", "08", "53", "57", "58", "40", "55" ->
                new StoreUnavailableException(
                        "the database did not carry out work on schema " + schema + ": " + said, e);
            case "22", "23" ->
                new SchemaMismatchException(
                        "rows in schema " + schema + " do not fit the new version (" + said
                                + "): nothing was changed; correct them and migrate again",
                        e);
            default -> new MassPayoutException("the database refused work on schema " + schema + ": " + said, e);
        };
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
