package io.masspayout.campaign;

import io.masspayout.MassPayoutClient;
import io.masspayout.model.DistributionId;
import io.masspayout.testing.LedgerPayment;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Evidence with a ledger that has paid one distribution otherwise. */
record DamagedLedger(Evidence sound, DistributionId where, UnaryOperator<List<LedgerPayment>> damage)
        implements Evidence {

    @Override
    public void payments(DistributionId distribution, Consumer<LedgerPayment> each) {
        List<LedgerPayment> some = new ArrayList<>();
        sound.payments(distribution, some::add);
        (distribution.equals(where) ? damage.apply(some) : some).forEach(each);
    }

    @Override
    public Connection connect() throws SQLException {
        return sound.connect();
    }

    @Override
    public MassPayoutClient client() {
        return sound.client();
    }

    @Override
    public List<String> treasuries() {
        return sound.treasuries();
    }
}
