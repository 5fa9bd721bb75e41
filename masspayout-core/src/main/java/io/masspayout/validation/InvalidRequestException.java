package io.masspayout.validation;

import io.masspayout.model.MassPayoutException;
import java.util.List;
import java.util.stream.Collectors;

/** What the caller asked for cannot be done as asked. Carries every fault found; nothing was changed. */
public final class InvalidRequestException extends MassPayoutException {

    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    public InvalidRequestException(String subject, List<Fault> faults) {
        super("invalid " + subject + ": " + faults.stream().map(Fault::toString).collect(Collectors.joining("; ")));
        this.faults = List.copyOf(faults);
    }

    /** Every fault found, in the order of the fields; never empty. */
    public List<Fault> faults() {
        return faults;
    }
}
