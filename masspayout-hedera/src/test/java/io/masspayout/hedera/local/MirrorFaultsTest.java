package io.masspayout.hedera.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import io.masspayout.hedera.local.mirror.MirrorFaults;
import io.masspayout.hedera.local.mirror.MirrorFaults.Outage;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A mirror that does not answer, or not all. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MirrorFaultsTest {

    private static final int HOLDERS = 40;

    private Scene scene;
    private String path;

    @BeforeAll
    void start() {
        scene = new Scene();
        Holders holders = scene.ledger.createTokenWithHolders(
                scene.treasury, options -> options, HOLDERS, scene.key.getPublicKey(), i -> i);
        path = "/tokens/" + holders.token() + "/balances";
    }

    @AfterAll
    void stop() {
        scene.close();
    }

    @AfterEach
    void heal() {
        faults().heal();
    }

    private MirrorFaults faults() {
        return scene.faults.mirror();
    }

    @Test
    void anOutageEndsWithTheConnectionOrAStatus() throws Exception {
        faults().outage(Outage.CLOSED, MirrorFaults.ALWAYS);
        assertThatThrownBy(() -> scene.mirror.get(path)).isInstanceOf(IOException.class);
        faults().outage(Outage.STATUS_503, 2);
        assertThat(scene.mirror.error(path, 503)).isEqualTo("Service unavailable");
        assertThat(scene.mirror.error(path, 503)).isEqualTo("Service unavailable");
        assertThat(scene.mirror.get(path)).isNotNull();
    }

    @Test
    void tooManyRequestsAreToldToWait() throws Exception {
        faults().tooManyRequestsNext(1, 7);
        HttpResponse<String> answer = scene.mirror.answer(path);
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).contains("7");
        assertThat(scene.mirror.get(path)).isNotNull();
    }

    @Test
    void aSmallerPageLimitLosesNobody() throws Exception {
        faults().pageLimit(7);
        assertThat(MirrorReader.rows(scene.mirror.get(path + "?limit=100"), "balances"))
                .hasSize(7);
        assertThat(scene.mirror.all(path + "?limit=100", "balances")).hasSize(HOLDERS + 1);
    }

    @Test
    void shortAndEmptyPagesLoseNobodyWhoFollowsTheLinks() throws Exception {
        for (int rows : new int[] {0, 3}) {
            faults().shortPagesNext(3, rows);
            JsonObject page = scene.mirror.get(path + "?limit=10");
            assertThat(MirrorReader.rows(page, "balances")).hasSize(rows);
            assertThat(MirrorReader.next(page)).isNotNull();
            List<JsonObject> all = scene.mirror.all(path + "?limit=10", "balances");
            assertThat(MirrorReader.column(all, "account"))
                    .doesNotHaveDuplicates()
                    .hasSize(HOLDERS + 1);
        }
    }

    @Test
    void aRowMayBeMissing() throws Exception {
        faults().missingRowNext(1);
        assertThat(scene.mirror.all(path + "?limit=10", "balances")).hasSize(HOLDERS);
        assertThat(scene.mirror.all(path + "?limit=10", "balances")).hasSize(HOLDERS + 1);
    }

    @Test
    void aSlowMirrorAnswersInTheEnd() throws Exception {
        faults().slow(Duration.ofMillis(100));
        long before = System.nanoTime();
        assertThat(scene.mirror.get(path)).isNotNull();
        assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(100_000_000);
    }
}
