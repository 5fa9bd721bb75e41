package io.masspayout.model;

import java.util.UUID;

/**
 * Where ids of new rows come from. Passed in, so that a test can repeat a run exactly. Implementations are safe for use by many
 * threads and never give an id twice, also against other processes.
 */
@FunctionalInterface
public interface IdSource {

    UUID next();
}
