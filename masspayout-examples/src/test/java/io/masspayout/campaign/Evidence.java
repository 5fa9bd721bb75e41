package io.masspayout.campaign;

import io.masspayout.MassPayoutClient;
import io.masspayout.model.DistributionId;
import io.masspayout.testing.LedgerPayment;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;

/** What an audit looks at: the ledger's own history, and the database by the library and without it. */
interface Evidence {

    MassPayoutClient client();

    /** A connection that the audit has for itself. */
    Connection connect() throws SQLException;

    /** Everything that the ledger moved for a distribution. */
    void payments(DistributionId distribution, Consumer<LedgerPayment> each);

    /** A line for each treasury: account, what was put in and not taken out, balance. */
    List<String> treasuries();
}
