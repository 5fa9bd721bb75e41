package io.masspayout.engine;

import io.masspayout.model.BookId;
import io.masspayout.model.LedgerFingerprint;
import io.masspayout.model.MassPayoutException;

/** The gateway works on another ledger than the one on which this database's payments are. Nothing was sent. */
public final class WrongLedgerException extends MassPayoutException {

    private static final long serialVersionUID = 1L;

    WrongLedgerException(BookId book, LedgerFingerprint bound, LedgerFingerprint found) {
        super("book " + book + " is bound to ledger '" + bound + "', but the gateway is connected to ledger '" + found
                + "'; configure the gateway for the first, or, if the ledger was reset, bind the book anew");
    }
}
