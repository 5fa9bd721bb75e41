/** Fakes that are product: a simulated ledger, an in-memory store, a clock that moves when told, an auditor. */
@NullMarked
package io.masspayout.testing;

import org.jspecify.annotations.NullMarked;
