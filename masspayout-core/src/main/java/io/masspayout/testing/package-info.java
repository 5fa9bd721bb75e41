/**
 * What a host's own tests and the quick start need instead of a blockchain: a simulated ledger that keeps every promise of the
 * ports, a plan of faults it is to suffer, a clock that moves by hand, and an auditor that compares ledger and database.
 */
@NullMarked
package io.masspayout.testing;

import org.jspecify.annotations.NullMarked;
