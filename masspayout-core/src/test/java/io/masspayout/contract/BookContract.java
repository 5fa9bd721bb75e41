package io.masspayout.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masspayout.model.Book;
import io.masspayout.model.BookId;
import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.model.LedgerFingerprint;
import io.masspayout.store.ConflictException;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The identity of a book, and the ledger that it is bound to. Stores of one implementation may share a book, so each test leaves it as it was. */
abstract class BookContract extends StoreScenario {

    /** What every other test's ledger is. */
    private static final LedgerFingerprint USUAL = new LedgerFingerprint("simulated network");

    private static final LedgerFingerprint OTHER = new LedgerFingerprint("another network");

    BookContract(PaymentStoreContract implementation) {
        super(implementation);
    }

    @Test
    void aBookKeepsItsIdAndTheFirstLedgerThatItIsBoundTo() {
        Book bound = store.bind(USUAL, act("first payout"));
        Book again = store.bind(OTHER, act("a worker with another gateway"));

        assertThat(bound.ledger()).contains(USUAL);
        assertThat(bound.boundAt()).isPresent();
        assertThat(again).isEqualTo(bound).isEqualTo(store.book());
    }

    @Test
    void onlyAPersonBindsItAnewAndTheAuditTrailNamesBothLedgers() {
        store.bind(USUAL, act("first payout"));

        Book anew = store.bindAnew(OTHER, act("the test network was reset"));
        store.bindAnew(USUAL, act("back"));

        assertThat(anew.ledger()).contains(OTHER);
        assertThat(audit("book", anew.id()))
                .filteredOn(event -> event.event().equals("bound anew"))
                .anySatisfy(event -> {
                    assertThat(event.from()).isEqualTo(USUAL.value());
                    assertThat(event.to()).isEqualTo(OTHER.value());
                });
    }

    @Test
    void theLongestReachOnlyGrows() {
        Duration before = store.book().longestReach();

        store.noteReach(before.plusMillis(1));
        store.noteReach(before);

        assertThat(store.book().longestReach()).isEqualTo(before.plusMillis(1));
    }

    @Test
    void theIdOfADistributionFollowsFromBookAndKey() {
        BookId one = new BookId(new UUID(1, 2));
        BookId other = new BookId(new UUID(1, 3));

        assertThat(DistributionId.derived(one, "q4"))
                .isEqualTo(DistributionId.derived(one, "q4"))
                .isNotEqualTo(DistributionId.derived(other, "q4"))
                .isNotEqualTo(DistributionId.derived(one, "q3"));
        assertThat(DistributionId.derived(one, "q4").value().version()).isEqualTo(8);
        assertThat(DistributionId.derived(one, "q4").value().variant()).isEqualTo(2);
    }

    @Test
    void aFormerDistributionIsNeverCreatedAgain() {
        Distribution lost = Declaration.of(asset()).candidate();
        store.declareFormer(lost.id(), act("paid by hand"));
        store.declareFormer(lost.id(), act("said twice"));

        assertThatThrownBy(() -> store.create(lost, Set.of()))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining(lost.idempotencyKey())
                .hasMessageContaining("use another key");
        assertThat(store.distribution(lost.id())).isEmpty();
    }

    @Test
    void aDistributionThatIsThereIsNoFormerOne() {
        Distribution there = declare(Declaration.of(asset()));

        assertThatThrownBy(() -> store.declareFormer(there.id(), act("gone")))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("reconcile its treasury");
    }
}
