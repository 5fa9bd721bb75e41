/** The facts the library keeps: assets, distributions, holders, batch payouts, their ids and their state machines. */
@NullMarked
package io.masspayout.model;

import org.jspecify.annotations.NullMarked;
