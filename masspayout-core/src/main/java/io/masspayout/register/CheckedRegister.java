package io.masspayout.register;

import java.util.List;

/** A register that has to be what the host said of it: compared when it has been read to its end. */
public final class CheckedRegister implements RegisterCursor {

    private final RegisterCursor register;
    private final RegisterChecks checks;
    private final RegisterTotals totals = new RegisterTotals();
    private long lastLine = 1;

    /** Closing this closes the register. */
    public CheckedRegister(RegisterCursor register, RegisterChecks checks) {
        this.register = register;
        this.checks = checks;
    }

    @Override
    public List<Line> next(int limit) {
        List<Line> lines = register.next(limit);
        if (lines.isEmpty()) {
            compare();
        } else {
            totals.add(lines);
            lastLine = lines.get(lines.size() - 1).number();
        }
        return lines;
    }

    private void compare() {
        totals.require(lastLine, "the call", checks.lines(), checks.sum());
        if (totals.isEmpty() && !checks.emptyAllowed()) {
            throw new InvalidRegisterException(
                    lastLine,
                    "there is no holder in it, so the asset would have none; say RegisterChecks.allowingEmpty() if that is meant");
        }
    }

    @Override
    public void close() {
        register.close();
    }
}
