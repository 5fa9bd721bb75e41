package io.masspayout.model;

import io.masspayout.schedule.Occurrence;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;

/** For what a distribution was made by a recurring or automatic one. One turn, and one deposit, make one distribution. */
public sealed interface Origin {

    /** Decides by what it is: every case has to be given, so that a case that is added compiles nowhere before it is decided on. */
    <T> T match(Function<Turn, T> turn, Function<Deposited, T> deposited);

    /** The recurring or automatic distribution. */
    DistributionId template();

    /** What tells it from all others of the template. */
    String name();

    /** When that was: it was paid no earlier. */
    Instant time();

    /**
     * Its schedule came round.
     *
     * @param occurrence which time, and when that was due
     */
    record Turn(DistributionId template, Occurrence occurrence) implements Origin {

        public Turn {
            Objects.requireNonNull(template, "template");
            Objects.requireNonNull(occurrence, "occurrence");
        }

        @Override
        public String name() {
            return String.valueOf(occurrence.number());
        }

        @Override
        public Instant time() {
            return occurrence.at();
        }

        @Override
        public <T> T match(Function<Turn, T> turn, Function<Deposited, T> deposited) {
            return turn.apply(this);
        }
    }

    /**
     * Money came.
     *
     * @param contractId the account or contract into which it came
     * @param position the event, as the listener counts
     * @param transactionId the ledger transaction of the deposit
     * @param amount what came, in smallest units of the payment token
     */
    record Deposited(
            DistributionId template, String contractId, EventPosition position, String transactionId, long amount)
            implements Origin {

        public Deposited {
            Objects.requireNonNull(template, "template");
            Objects.requireNonNull(contractId, "contractId");
            Objects.requireNonNull(position, "position");
            Objects.requireNonNull(transactionId, "transactionId");
        }

        @Override
        public String name() {
            return contractId + "/" + position;
        }

        @Override
        public Instant time() {
            return position.time();
        }

        @Override
        public <T> T match(Function<Turn, T> turn, Function<Deposited, T> deposited) {
            return deposited.apply(this);
        }
    }
}
