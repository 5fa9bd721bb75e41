package io.masspayout.hedera.local.mirror;

/** The mirror answers with an error. */
final class MirrorException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    private MirrorException(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    static MirrorException notFound() {
        return new MirrorException(404, "Not found");
    }

    static MirrorException badRequest(String message) {
        return new MirrorException(400, message);
    }

    static MirrorException invalid(String parameter) {
        return badRequest("Invalid parameter: " + parameter);
    }

    int status() {
        return status;
    }
}
