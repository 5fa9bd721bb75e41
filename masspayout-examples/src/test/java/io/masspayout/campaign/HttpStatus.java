package io.masspayout.campaign;

/** The few that the ledger process answers with. */
final class HttpStatus {

    static final int OK = 200;
    static final int UNAVAILABLE = 503;
    static final int BROKEN = 500;

    private HttpStatus() {}
}
