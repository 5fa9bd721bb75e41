package io.masspayout.hedera.mirror;

import io.masspayout.model.MassPayoutException;

/**
 * The mirror node refuses a request for what it asks (status 4xx, except for 404 and 429). Asking again changes nothing: an id has
 * the wrong form, or this library asks in a way which that mirror node does not understand.
 */
public final class MirrorRequestException extends MassPayoutException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String answer;

    MirrorRequestException(String request, int status, String answer) {
        super(request + " was refused with status " + status + ": " + answer
                + "; check the ids in it; if they are right, report it as a defect of this library");
        this.status = status;
        this.answer = answer;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** What the mirror node said, in its own words. */
    public String answer() {
        return answer;
    }
}
