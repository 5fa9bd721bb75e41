/** Exact arithmetic on money: decimals to smallest units, shares, and the sums that must hold. */
@NullMarked
package io.masspayout.money;

import org.jspecify.annotations.NullMarked;
