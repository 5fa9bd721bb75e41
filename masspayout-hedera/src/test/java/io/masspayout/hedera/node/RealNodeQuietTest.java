package io.masspayout.hedera.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.masspayout.engine.DistributionSummary;
import io.masspayout.hedera.HederaGateway;
import io.masspayout.hedera.HederaGatewayBuilder;
import io.masspayout.hedera.local.SmallBooks;
import io.masspayout.model.AccountId;
import io.masspayout.model.DistributionId;
import io.masspayout.model.DistributionStatus;
import io.masspayout.model.Treasury;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A real node without traffic: its last record file stays open, so nothing shows how far the history goes, until a fence does. */
@NeedsRealNode
class RealNodeQuietTest {

    private static final Logger log = LoggerFactory.getLogger(RealNodeQuietTest.class);

    private static final long FUNDS = 1_000;
    private static final long EACH = 100;

    /** Two fences three seconds apart, and the mirror's reading of the file that the second one ends. */
    private static final Duration OPENS_WITHIN = Duration.ofSeconds(20);

    private final InstantSource clock = InstantSource.system();
    private final RealNode node;
    private final NodeBackedMirror busy;
    private final RealSetting setting;
    private final Treasury treasury;
    private final AccountId holder;

    RealNodeQuietTest(RealNode node, RealLedger ledger, NodeBackedMirror busy) {
        this.node = node;
        this.busy = busy;
        setting = new RealSetting(ledger, busy);
        treasury = setting.treasury(setting.holder(), FUNDS);
        holder = setting.holder();
        busy.awaitReadBeyond(ledger.now());
    }

    @BeforeEach
    void silence() {
        busy.silent(true);
    }

    @AfterEach
    void end() {
        busy.silent(false);
    }

    private HederaGateway gateway(NodeBackedMirror mirror) {
        return setting.gateway(HederaGatewayBuilder.DEFAULT_VALIDITY, mirror.uri())
                .treasury(treasury.account().value(), setting.signer(treasury.account()))
                .build();
    }

    private DistributionSummary payFirst(HederaGateway gateway) {
        SmallBooks books = new SmallBooks(treasury, setting.currency(), List.of(holder));
        DistributionId id = books.declare("first", EACH);
        Instant started = clock.instant();
        DistributionSummary summary = books.pay(gateway, id);
        log.info("the first payout took {}", Duration.between(started, clock.instant()));
        return summary;
    }

    @Test
    void aFirstPayoutOnAQuietNodeOpensTheGateByFences() {
        try (NodeBackedMirror quiet = NodeBackedMirror.ofQuiet(node);
                HederaGateway gateway = gateway(quiet)) {
            Instant started = clock.instant();
            DistributionSummary summary = payFirst(gateway);
            assertThat(summary.waiting()).isEmpty();
            assertThat(summary.progress().status()).isEqualTo(DistributionStatus.COMPLETED);
            assertThat(Duration.between(started, clock.instant())).isLessThan(OPENS_WITHIN);
            assertThat(setting.balance(holder)).isEqualTo(EACH);
        }
    }

    @Test
    void aFirstPayoutOnANodeWithTrafficWaitsForTheMirrorOnly() {
        busy.silent(false);
        try (HederaGateway gateway = gateway(busy)) {
            assertThat(payFirst(gateway).progress().status()).isEqualTo(DistributionStatus.COMPLETED);
            assertThat(setting.balance(holder)).isEqualTo(EACH);
        }
    }

    @Test
    void theFirstBlockIsTheSameByEveryMirrorAndStays() {
        busy.silent(false);
        try (NodeBackedMirror another = NodeBackedMirror.ofQuiet(node);
                HederaGateway one = gateway(busy);
                HederaGateway other = gateway(another)) {
            assertThat(one.fingerprint()).isEqualTo(one.fingerprint());
            // The other one has read at least the first file by now.
            another.awaitReadBeyond(Instant.EPOCH);
            assertThat(other.fingerprint()).isEqualTo(one.fingerprint());
        }
    }
}
