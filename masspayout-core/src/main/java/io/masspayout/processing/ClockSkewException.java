package io.masspayout.processing;

import io.masspayout.model.MassPayoutException;
import java.time.Duration;
import java.time.Instant;

/** The clocks of host and database are so far apart that nobody can say what is due. Nothing was done; what was sent is safe. */
public final class ClockSkewException extends MassPayoutException {

    private static final long serialVersionUID = 1L;

    ClockSkewException(Instant host, Instant database, Duration tolerance) {
        super("this host's clock says " + host + " and the database's " + database + ", more than "
                + tolerance.toSeconds() + " s apart; set the clocks (NTP), then call again, nothing was done");
    }
}
