package io.masspayout.store;

/**
 * Everything that the payment protocol needs of a database. The methods are verbs of the protocol, each one database transaction
 * with a guarded transition; there is no general save that could write a stale state back. {@code PaymentStoreContract} in the test
 * jar says the same as these pages, as tests which every implementation inherits.
 *
 * <p>Implementations are safe for use by many threads and many processes. They hold no lock and no connection between calls.
 * Every method throws {@link StoreUnavailableException} when the database cannot answer, and {@link NotFoundException} for an id that
 * is not there.
 */
public interface PaymentStore
        extends AssetStore,
                DistributionStore,
                BatchStore,
                WorkStore,
                TreasuryStore,
                ReconcileStore,
                BookStore,
                HistoryStore {}
