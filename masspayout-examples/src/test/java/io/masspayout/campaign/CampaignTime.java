package io.masspayout.campaign;

import io.masspayout.processing.ProcessingSettings;
import java.nio.file.Path;

/**
 * What time it is for all processes of a campaign.
 *
 * @param file of the clock that they share
 * @param jumps whether the conductor puts it forward where a reconcile would wait for most of a minute; the database's clock does not
 *     follow, so that hosts do not compare theirs with it
 */
record CampaignTime(Path file, boolean jumps) {

    SharedClock clock() {
        return SharedClock.in(file);
    }

    ProcessingSettings processing() {
        return jumps ? ProcessingSettings.defaults().withoutClockCheck() : ProcessingSettings.defaults();
    }
}
