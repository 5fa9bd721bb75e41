package io.masspayout.hedera.mirror;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/** Describes a client. Not thread-safe. */
public final class MirrorClientBuilder {

    /** Below the 50 requests a second that the public mirror node allows an address, burst included. */
    public static final int DEFAULT_REQUESTS_PER_SECOND = 40;

    /** Enough to use the rate at a fifth of a second per answer; more would only queue. */
    public static final int DEFAULT_MAX_CONCURRENT = 8;

    /** Longer than the mirror node's own 20 seconds for a statement, so that it is the mirror that says what is wrong. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

    /** With the waits between them these bridge a restart behind a load balancer, and end within seconds when it is down. */
    public static final int DEFAULT_ATTEMPTS = 5;

    final URI base;
    int requestsPerSecond = DEFAULT_REQUESTS_PER_SECOND;
    int maxConcurrent = DEFAULT_MAX_CONCURRENT;
    Duration timeout = DEFAULT_TIMEOUT;
    int attempts = DEFAULT_ATTEMPTS;
    RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
    InstantSource clock = InstantSource.system();
    Pause pause = time -> Thread.sleep(time.toMillis(), time.toNanosPart() % 1_000_000);

    MirrorClientBuilder(URI base) {
        String scheme = Objects.requireNonNullElse(base.getScheme(), "");
        if (!(scheme.equals("http") || scheme.equals("https")) || base.getRawAuthority() == null) {
            throw new IllegalArgumentException("'" + base + "' is not an address with http or https");
        }
        this.base = URI.create(base.toString().replaceAll("/+$", ""));
    }

    /** Most requests a second, of all threads together; at least 1. */
    public MirrorClientBuilder requestsPerSecond(int number) {
        this.requestsPerSecond = atLeastOne(number, "requestsPerSecond");
        return this;
    }

    /** Most requests under way at one time; at least 1. */
    public MirrorClientBuilder maxConcurrent(int number) {
        this.maxConcurrent = atLeastOne(number, "maxConcurrent");
        return this;
    }

    /** How long to wait for one complete answer. */
    public MirrorClientBuilder timeout(Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("timeout must be positive but is " + time);
        }
        this.timeout = time;
        return this;
    }

    /** How often a request is made before the call gives up; at least 1. */
    public MirrorClientBuilder attempts(int number) {
        this.attempts = atLeastOne(number, "attempts");
        return this;
    }

    /** Throws the dice for the waits between attempts; must be safe for use by many threads. */
    public MirrorClientBuilder random(RandomGenerator generator) {
        this.random = Objects.requireNonNull(generator, "generator");
        return this;
    }

    /** Measures the rate. */
    public MirrorClientBuilder clock(InstantSource source) {
        this.clock = Objects.requireNonNull(source, "source");
        return this;
    }

    /** For tests, which do not wait. */
    MirrorClientBuilder pause(Pause instead) {
        this.pause = instead;
        return this;
    }

    public MirrorClient build() {
        return new MirrorClient(this);
    }

    private static int atLeastOne(int number, String name) {
        if (number < 1) {
            throw new IllegalArgumentException(name + " must be at least 1 but is " + number);
        }
        return number;
    }
}
