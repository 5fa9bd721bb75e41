/**
 * The payment protocol with real processes: a ledger in a JVM of its own, worker JVMs with the real client and the PostgreSQL store, a
 * real PostgreSQL, and a conductor that kills, freezes and disturbs all of them. At the end the ledger's own history is compared with
 * the database.
 */
@NullMarked
package io.masspayout.campaign;

import org.jspecify.annotations.NullMarked;
