package io.masspayout.store;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One change that somebody may have to explain. Written once, never changed.
 *
 * @param subject what kind of thing changed: asset, distribution, batch_payout, treasury
 * @param subjectId which one
 * @param event what happened
 * @param from the state before, where there was one
 * @param to the state after
 * @param who as in {@link Act#who}
 * @param why as in {@link Act#why}
 */
public record AuditEvent(
        UUID id,
        String subject,
        String subjectId,
        String event,
        @Nullable String from,
        @Nullable String to,
        String who,
        String why,
        Instant at) {}
