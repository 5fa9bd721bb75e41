package io.masspayout.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.model.AccountId;
import io.masspayout.model.Failure;
import io.masspayout.model.FailureCode;
import io.masspayout.model.TokenId;
import io.masspayout.model.Treasury;
import io.masspayout.model.TreasuryStop;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnnouncerTest {

    private static final Treasury TREASURY = new Treasury(AccountId.of("0.0.1001"), TokenId.of("0.0.5"));
    private static final TreasuryStop STOP = new TreasuryStop(Failure.of(FailureCode.TOKEN_PAUSED, "x"), Instant.EPOCH);

    @Test
    void aListenerThatFailsKeepsNobodyFromHearing() {
        List<String> heard = new ArrayList<>();
        PayoutListener failing = new PayoutListener() {
            @Override
            public void treasuryStopped(Treasury treasury, TreasuryStop stop) {
                heard.add("failing");
                throw new IllegalStateException("a listener's own trouble");
            }
        };
        PayoutListener fine = new PayoutListener() {
            @Override
            public void treasuryStopped(Treasury treasury, TreasuryStop stop) {
                heard.add("fine: " + stop.failure().code());
            }
        };
        new Announcer(List.of(failing, fine)).tell(listener -> listener.treasuryStopped(TREASURY, STOP));
        assertThat(heard).containsExactly("failing", "fine: TOKEN_PAUSED");
    }
}
