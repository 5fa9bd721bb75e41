package io.masspayout.testing;

/**
 * Which database answers, as PostgreSQL tells it to any role.
 *
 * @param lineage changes with a restore, a failover or a copy: the system identifier, the timeline, the tables' own ids
 * @param start changes each time the server is started
 */
public record DatabaseServer(int lineage, int start) {

    /** The server on which a database was made. */
    public static final DatabaseServer FIRST = new DatabaseServer(1, 1);
}
