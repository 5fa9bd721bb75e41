package io.masspayout.store;

/**
 * The whole database port: the payment protocol, what sets it going, and the lists and reports around it.
 *
 * <p>{@code JooqPayoutStore} in masspayout-jooq is the implementation, on PostgreSQL.
 */
public interface PayoutStore extends PaymentStore, ScheduleStore, ListenerStore, SyncStore, PayoutQueries {}
