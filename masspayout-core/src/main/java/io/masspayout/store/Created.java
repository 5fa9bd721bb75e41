package io.masspayout.store;

/**
 * The result of a call that may be repeated: a replay is a normal result, flagged.
 *
 * @param value what is stored now
 * @param created whether this call made it; {@code false} when it was there already
 */
public record Created<T>(T value, boolean created) {}
