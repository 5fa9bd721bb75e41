/**
 * A whole deployment in one thread's time: several workers, a database and a ledger, stepped from one seed. What goes wrong, who is killed
 * where, and whose turn it is next all follow from the seed, so a failure replays exactly. After every step an auditor that knows nothing of
 * the engine compares the ledger with the database.
 */
@NullMarked
package io.masspayout.testing.simulation;

import org.jspecify.annotations.NullMarked;
