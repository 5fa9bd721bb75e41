package io.masspayout.hedera.local.world;

import com.hedera.hashgraph.sdk.proto.ResponseCodeEnum;

/** A transaction fails, with this status, and leaves nothing behind but its fee. */
public final class HandleException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ResponseCodeEnum status;

    public HandleException(ResponseCodeEnum status) {
        super(status.name(), null, false, false);
        this.status = status;
    }

    public ResponseCodeEnum status() {
        return status;
    }
}
