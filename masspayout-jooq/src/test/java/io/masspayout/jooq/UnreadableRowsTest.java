package io.masspayout.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masspayout.model.Distribution;
import io.masspayout.model.DistributionId;
import io.masspayout.model.DistributionStatus;
import io.masspayout.processing.DueWork;
import io.masspayout.schedule.Recurrence;
import io.masspayout.store.DistributionFilter;
import io.masspayout.store.Page;
import io.masspayout.store.PageRequest;
import io.masspayout.store.UnreadableRow;
import io.masspayout.store.UnreadableRowException;
import java.time.Duration;
import java.time.ZoneId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that another process wrote with words that this one does not know. */
class UnreadableRowsTest {

    private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");

    private static StoreSchema schema;
    private DueScene scene;

    @BeforeAll
    static void migrate() {
        schema = new StoreSchema();
    }

    @AfterAll
    static void drop() {
        schema.drop();
    }

    @BeforeEach
    void open() {
        schema.clear();
        scene = new DueScene(schema.store());
    }

    @Test
    void aScheduledOneWithAZoneThatThisJvmDoesNotKnowWaitsAlone() {
        Distribution strange = scene.declare("strange", request -> request.at(DueScene.START));
        Distribution usual = scene.declare("usual", request -> request.at(DueScene.START.plusSeconds(1)));
        set("zone = 'Mars/Olympus_Mons'", strange.id());

        DueWork work = scene.runDueAt(DueScene.START.plusSeconds(60));

        assertThat(work.failed().get(strange.id())).contains("Mars/Olympus_Mons", "time zone data");
        assertThat(status(usual)).isEqualTo(DistributionStatus.COMPLETED);
        assertThatThrownBy(() -> scene.client.distributions().get(strange.id()))
                .isInstanceOf(UnreadableRowException.class)
                .hasMessageContaining(strange.id().toString());
        set("zone = 'Europe/Madrid'", strange.id());
        scene.runDueAt(DueScene.START.plus(Duration.ofMinutes(20)));
        assertThat(status(strange)).as("once it can be read").isEqualTo(DistributionStatus.COMPLETED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"zone = 'Mars/Olympus_Mons'", "frequency = 'CRON', cron_expression = '0 0 0 0 0 0 nonsense'"})
    void aTemplateThatCannotBeReadMakesNothingAndKeepsNoOtherWaiting(String strangeness) {
        Distribution strange = scene.declare("strange", request -> request.every(hourly(0)));
        Distribution usual = scene.declare("usual", request -> request.every(hourly(1)));
        set(strangeness, strange.id());

        DueWork work = scene.runDueAt(DueScene.START.plusSeconds(60));

        assertThat(work.failed()).containsOnlyKeys(strange.id());
        assertThat(scene.client
                        .distributions()
                        .madeBy(usual.id(), PageRequest.first(10))
                        .items())
                .extracting(Distribution::status)
                .containsExactly(DistributionStatus.COMPLETED);
    }

    @Test
    void aListShowsTheOthersAndSaysWhichOneCannotBeRead() {
        Distribution strange = scene.declare("strange", request -> request.at(DueScene.START));
        Distribution usual = scene.declare("usual", request -> request.at(DueScene.START));
        set("zone = 'Mars/Olympus_Mons'", strange.id());

        Page<Distribution> page = schema.store().distributions(DistributionFilter.ALL, PageRequest.first(10));

        assertThat(page.items()).extracting(Distribution::id).containsExactly(usual.id());
        assertThat(page.unreadable())
                .extracting(UnreadableRow::id)
                .containsExactly(strange.id().toString());
        assertThat(page.unreadable().get(0).reason()).contains("Mars/Olympus_Mons");
        assertThat(schema.store().pendingScheduled(DueScene.START, 10))
                .extracting(Distribution::id)
                .containsExactly(usual.id());
    }

    private static Recurrence hourly(int seconds) {
        return Recurrence.hourly(DueScene.START.plusSeconds(seconds).atZone(MADRID));
    }

    private static void set(String what, DistributionId id) {
        schema.withoutTriggers("UPDATE " + schema.name() + ".distribution SET " + what + " WHERE id = '" + id + "'");
    }

    private DistributionStatus status(Distribution distribution) {
        return scene.client.distributions().get(distribution.id()).status();
    }
}
