/**
 * The front door: {@link io.masspayout.MassPayoutClient} and its sub-facades. Everything a caller passes is checked here, all faults at
 * once; everything that moves money is in the packages behind.
 */
@NullMarked
package io.masspayout;

import org.jspecify.annotations.NullMarked;
