package io.masspayout.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.masspayout.ledger.EventPage;
import io.masspayout.ledger.EventSource;
import io.masspayout.ledger.LedgerEvent;
import io.masspayout.ledger.LedgerUnavailableException;
import io.masspayout.model.AccountId;
import io.masspayout.model.EventPosition;
import io.masspayout.model.TokenId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@link EventSource} promises, as tests that every implementation inherits. What they need of an implementation's surroundings is in
 * {@link EventSetting}.
 */
public abstract class EventSourceContract extends EventSetting {

    private static final int MOST = EventSource.MAX_EVENTS_PER_PAGE;

    // ---- what is told

    @Test
    void aDepositIsToldWithWhatCameIn() {
        AccountId account = account();
        EventPosition start = now();
        deposit(account, amounts(7));

        EventPage page = source().events(account.value(), start, MOST);

        assertThat(page.events()).singleElement().satisfies(event -> {
            assertThat(event.contractId()).isEqualTo(account.value());
            assertThat(event.type()).isEqualTo(LedgerEvent.TRANSFER);
            assertThat(event.transactionId()).isNotBlank();
            assertThat(event.position().isAfter(start)).isTrue();
            assertThat(event.position().index()).isZero();
            assertThat(event.attributes())
                    .containsExactlyInAnyOrderEntriesOf(
                            Map.of(LedgerEvent.TOKEN, tokens().get(0).value(), LedgerEvent.AMOUNT, "7"));
        });
        assertThat(page.more()).isFalse();
    }

    @Test
    void everyTokenHasAnEventOfItsOwnThoughTheyComeAtOneTime() {
        AccountId account = account();
        EventPosition start = now();
        deposit(account, amounts(11, 22, 33));

        List<LedgerEvent> events = readAll(account, start, MOST);

        assertThat(events)
                .extracting(event -> event.position().timestamp())
                .containsOnly(events.get(0).position().timestamp());
        assertThat(events).extracting(event -> event.position().index()).containsExactly(0, 1, 2);
        assertThat(events)
                .extracting(event -> event.attributes().get(LedgerEvent.TOKEN))
                .containsExactlyInAnyOrderElementsOf(
                        tokens().subList(0, 3).stream().map(TokenId::value).toList());
        assertThat(amountsOf(events)).containsExactlyInAnyOrder(11L, 22L, 33L);
    }

    @Test
    void aPayoutIsAnEventOfItsRecipientAndNotOfItsTreasury() {
        AccountId treasury = treasury(1_000);
        AccountId recipient = account();
        EventPosition start = now();

        payOut(treasury, recipient, 400);

        assertThat(readAll(treasury, start, MOST)).isEmpty();
        List<LedgerEvent> received = readAll(recipient, start, MOST);
        assertThat(amountsOf(received)).containsExactly(400L);
        assertThat(received.get(0).attributes())
                .containsEntry(LedgerEvent.TOKEN, tokens().get(0).value());
    }

    @Test
    void aPayoutThatFailsIsNoEvent() {
        AccountId treasury = treasury(5);
        AccountId recipient = account();
        EventPosition start = now();

        payOut(treasury, recipient, 6);

        assertThat(readAll(treasury, start, MOST)).isEmpty();
        assertThat(readAll(recipient, start, MOST)).isEmpty();
    }

    @Test
    void depositsAreFoundAmongManyPayouts() {
        AccountId treasury = treasury(1_000);
        AccountId recipient = account();
        EventPosition start = now();
        for (int i = 1; i <= 4; i++) {
            payOut(treasury, recipient, 10);
            deposit(treasury, amounts(i));
            payOut(treasury, recipient, 10);
        }

        assertThat(amountsOf(readAll(treasury, start, 1))).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void eventsOfAnotherAccountAreNotMixedIn() {
        AccountId account = account();
        AccountId other = account();
        EventPosition start = now();
        deposit(other, amounts(1));
        deposit(account, amounts(2));
        deposit(other, amounts(3));

        assertThat(amountsOf(readAll(account, start, MOST))).containsExactly(2L);
        assertThat(amountsOf(readAll(other, start, MOST))).containsExactly(1L, 3L);
    }

    @Test
    void whatWasBeforeIsNotTold() {
        AccountId account = account();
        deposit(account, amounts(1));
        advanceLedgerTime(Duration.ofMinutes(1));
        EventPosition start = now();
        deposit(account, amounts(2));

        assertThat(amountsOf(readAll(account, start, MOST))).containsExactly(2L);
    }

    // ---- pages

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 100})
    void pagesOfAnySizeGiveTheSameSequence(int limit) {
        AccountId account = account();
        EventPosition start = now();
        for (int i = 1; i <= 20; i++) {
            deposit(account, i % 3 == 0 ? amounts(i, 100 + i, 200 + i) : amounts(i));
            if (i % 5 == 0) {
                advanceLedgerTime(Duration.ofSeconds(20));
            }
        }
        List<LedgerEvent> whole = source().events(account.value(), start, MOST).events();

        assertThat(whole).hasSize(20 + 2 * 6);
        assertThat(readAll(account, start, limit)).containsExactlyElementsOf(whole);
    }

    @Test
    void moreIsSaidOfWhatGoesOnAndNotOfWhatIsAtItsEnd() {
        AccountId account = account();
        EventPosition start = now();
        deposit(account, amounts(1, 2, 3));
        deposit(account, amounts(4));

        assertThat(source().events(account.value(), start, 2).more()).isTrue();
        assertThat(source().events(account.value(), start, 3).more()).isTrue();
        assertThat(source().events(account.value(), start, 4).more()).isFalse();
        assertThat(source().events(account.value(), start, 5).more()).isFalse();
    }

    @Test
    void readingGoesOnAfterEveryEventByItself() {
        AccountId account = account();
        EventPosition start = now();
        deposit(account, amounts(1, 2, 3));
        deposit(account, amounts(4, 5, 6));
        List<LedgerEvent> all = readAll(account, start, MOST);

        for (int i = 0; i < all.size(); i++) {
            assertThat(readAll(account, all.get(i).position(), 2))
                    .containsExactlyElementsOf(all.subList(i + 1, all.size()));
        }
    }

    @Test
    void nothingNewIsAnEmptyPageThatStaysWhereItIs() {
        AccountId account = account();
        EventPosition start = now();
        assertNothingAfter(account, start);

        deposit(account, amounts(1));
        EventPosition end = source().events(account.value(), start, MOST).readTo();
        assertNothingAfter(account, end);

        deposit(account, amounts(2));
        assertThat(amountsOf(readAll(account, end, MOST))).containsExactly(2L);
    }

    private void assertNothingAfter(AccountId account, EventPosition after) {
        EventPage nothing = source().events(account.value(), after, MOST);
        assertThat(nothing.events()).isEmpty();
        assertThat(nothing.more()).isFalse();
        assertThat(nothing.readTo()).isGreaterThanOrEqualTo(after);
    }

    /** What comes between two pages, wherever they end, is in one of them. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void noReaderOfAnyPagesEverMissesAnEvent(long seed) {
        Random random = new Random(seed);
        AccountId account = treasury(1_000);
        AccountId somebody = account();
        EventPosition readTo = now();
        List<Long> expected = new ArrayList<>();
        List<LedgerEvent> read = new ArrayList<>();
        for (int i = 1; i <= 30; i++) {
            switch (random.nextInt(5)) {
                case 0 -> payOut(account, somebody, 1);
                case 1 -> advanceLedgerTime(Duration.ofMillis(random.nextInt(5_000)));
                case 2 -> expected.addAll(depositOf(account, 10L * i, 10L * i + 1, 10L * i + 2));
                default -> expected.addAll(depositOf(account, 10L * i));
            }
            if (random.nextBoolean()) {
                EventPage page = checked(account, readTo, 1 + random.nextInt(4));
                read.addAll(page.events());
                // Whoever keeps only what he has handled is not worse off than who keeps how far he has read.
                readTo = random.nextBoolean() || page.events().isEmpty()
                        ? page.readTo()
                        : page.events().get(page.events().size() - 1).position();
            }
        }
        read.addAll(readAll(account, readTo, 1 + random.nextInt(4)));

        assertThat(amountsOf(read)).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(read).extracting(LedgerEvent::position).isSorted().doesNotHaveDuplicates();
    }

    private List<Long> depositOf(AccountId account, long... amounts) {
        deposit(account, amounts(amounts));
        List<Long> deposited = new ArrayList<>();
        for (long amount : amounts) {
            deposited.add(amount);
        }
        return deposited;
    }

    // ---- what stands in the way

    @Test
    void anEventIsToldOnceTheLedgerShowsItAndNoReaderHasPassedItBefore() {
        AccountId account = account();
        EventPosition start = now();
        Duration lag = Duration.ofSeconds(10);
        EventSource behind = sourceBehind(lag);
        deposit(account, amounts(1));
        advanceLedgerTime(Duration.ofSeconds(5));
        deposit(account, amounts(2, 3, 4));

        EventPage early = behind.events(account.value(), start, MOST);
        assertThat(early.events()).isEmpty();
        assertThat(early.more()).isFalse();

        advanceLedgerTime(Duration.ofSeconds(6));
        EventPage first = behind.events(account.value(), early.readTo(), MOST);
        assertThat(amountsOf(first.events())).containsExactly(1L);
        assertThat(first.more()).isFalse();

        advanceLedgerTime(lag);
        assertThat(amountsOf(
                        behind.events(account.value(), first.readTo(), MOST).events()))
                .containsExactlyInAnyOrder(2L, 3L, 4L);
    }

    @Test
    void aLedgerThatDoesNotAnswerIsNoLedgerWithoutEvents() {
        AccountId account = account();
        EventPosition start = now();
        deposit(account, amounts(1));

        whileSilent(() -> assertThatExceptionOfType(LedgerUnavailableException.class)
                .isThrownBy(() -> source().events(account.value(), start, MOST)));

        assertThat(amountsOf(readAll(account, start, MOST))).containsExactly(1L);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 101, Integer.MAX_VALUE})
    void limitsThatNoPageMayHaveAreRefused(int limit) {
        String account = account().value();
        EventPosition start = now();
        assertThatIllegalArgumentException().isThrownBy(() -> source().events(account, start, limit));
    }
}
