/**
 * The PostgreSQL store.
 *
 * <p>One verb of the protocol is one database transaction at READ COMMITTED, which takes its locks and then looks again. Locks are
 * taken in one order everywhere: distributions, assets, treasuries, batches, holders, and rows of one table by their keys (holders
 * in any order, as whoever writes to one has its batch, or its distribution). Verbs on many batches send arrays, so neither the
 * number of statements nor their text depends on how many there are.
 *
 * <p>Rows are locked FOR NO KEY UPDATE, never FOR UPDATE: each new row that points to a locked one takes a key-share lock on it, and
 * would wait, against the order above. What loses a deadlock all the same, which the order leaves possible where a treasury is
 * stopped while money is being reserved, is run again.
 */
@NullMarked
package io.masspayout.jooq;

import org.jspecify.annotations.NullMarked;
