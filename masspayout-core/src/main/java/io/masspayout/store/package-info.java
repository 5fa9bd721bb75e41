/**
 * The ports to the database: {@link io.masspayout.store.PaymentStore}, the verbs of the payment protocol, and
 * {@link io.masspayout.store.PayoutStore}, which adds lists and reports.
 */
@NullMarked
package io.masspayout.store;

import org.jspecify.annotations.NullMarked;
