package io.masspayout.hedera.local.mirror;

import com.google.gson.JsonObject;
import java.util.Set;

/** One path of the REST service. Called with the lock of the store held. */
interface Endpoint {

    /** The parameters it knows; all others are an error. */
    Set<String> parameters();

    /** How long its answers may be kept, in seconds. */
    int maxAge();

    /**
     * Answers a request.
     *
     * @param id what stands in the path where the endpoint expects an id; empty for a list
     */
    JsonObject answer(String id, Query query) throws MirrorException;
}
