package io.masspayout.hedera.local;

import com.hedera.hashgraph.sdk.proto.ResponseCodeEnum;

/** A node refuses a transaction with this code. */
final class PrecheckException extends Exception {

    private static final long serialVersionUID = 1L;

    private final ResponseCodeEnum code;

    PrecheckException(ResponseCodeEnum code) {
        super(code.name(), null, false, false);
        this.code = code;
    }

    ResponseCodeEnum code() {
        return code;
    }
}
