package io.masspayout.campaign;

import io.masspayout.MassPayoutClient;
import io.masspayout.model.DistributionId;
import io.masspayout.testing.LedgerPayment;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** What an audit looks at: the ledger's own history, and the database by the library and without it. */
interface Evidence {

    MassPayoutClient client();

    DataSource dataSource();

    /** Everything that the ledger moved for a distribution. */
    void payments(DistributionId distribution, Consumer<LedgerPayment> each);

    /** A line for each treasury: account, what was put in and not taken out, balance. */
    List<String> treasuries();
}
