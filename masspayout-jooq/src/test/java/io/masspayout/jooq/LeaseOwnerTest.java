package io.masspayout.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.model.BatchPayout;
import io.masspayout.model.Distribution;
import io.masspayout.store.Lease;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Workers of version 6, which know no owner of a lease, beside those of this version. */
class LeaseOwnerTest {

    private static final UUID OLD_TOKEN = new UUID(6, 6);

    private static StoreSchema schema;

    private final JooqPayoutStore store = schema.store();
    private final Lease lease = new Lease(UUID.randomUUID(), "host-a", Duration.ZERO);
    private Distribution distribution;

    @BeforeAll
    static void migrate() {
        schema = new StoreSchema();
    }

    @AfterAll
    static void drop() {
        schema.drop();
    }

    @BeforeEach
    void claim() {
        distribution = PayoutScenario.started(store, 2);
        store.claim(distribution.id(), lease, PayoutScenario.NOW, 1);
        assertThat(batch().leaseOwner()).isEqualTo("host-a");
    }

    @Test
    void a_claim_by_an_old_worker_has_no_owner_rather_than_the_last_one() {
        asTheOldVersionWrites(
                "lease_token = '" + OLD_TOKEN + "', lease_until = clock_timestamp() + interval '1 minute'");

        assertThat(batch().leaseOwner()).isNull();
        assertThat(batch().leaseSince()).isNull();
        assertThat(batch().leaseUntil()).isNotNull();
    }

    @Test
    void an_old_workers_way_of_giving_a_lease_back_leaves_no_owner() {
        asTheOldVersionWrites("lease_token = NULL, lease_until = NULL");

        assertThat(batch().leaseOwner()).isNull();
        assertThat(batch().leaseSince()).isNull();
    }

    @Test
    void an_old_workers_way_of_renewing_keeps_what_is_known_of_the_owner() {
        asTheOldVersionWrites("lease_until = clock_timestamp() + interval '1 minute'");

        assertThat(batch().leaseOwner()).isEqualTo("host-a");
    }

    @Test
    void this_version_takes_over_what_an_old_worker_held() {
        asTheOldVersionWrites("lease_token = '" + OLD_TOKEN + "', lease_until = clock_timestamp()");

        store.claim(
                distribution.id(), new Lease(UUID.randomUUID(), "host-b", Duration.ofHours(1)), PayoutScenario.NOW, 1);

        assertThat(batch().leaseOwner()).isEqualTo("host-b");
        assertThat(batch().leaseSince()).isNotNull();
    }

    private void asTheOldVersionWrites(String changes) {
        TestDatabase.execute("UPDATE " + schema.name() + ".batch_payout SET " + changes + " WHERE distribution_id = '"
                + distribution.id() + "'");
    }

    private BatchPayout batch() {
        return schema.rows().batches(distribution.id()).get(0);
    }
}
