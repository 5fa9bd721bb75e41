package io.masspayout.examples;

import io.masspayout.MassPayoutClient;
import io.masspayout.ledger.LedgerEvent;
import io.masspayout.processing.DueWork;
import io.masspayout.store.EventTransaction;
import io.masspayout.store.PageRequest;
import io.masspayout.testing.SimulatedNetwork;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.YearMonth;
import java.util.Map;

/** Hears of something that the library knows nothing about, and keeps it in a table of the host's: exactly once, whatever crashes. */
public final class OwnEventsMain {

    private static final String CONTRACT = "0.0.4711";

    private OwnEventsMain() {}

    /** A tenant's notice, as a contract of the host's tells it. */
    // doc: own-event
    record RentNotice(YearMonth month) {

        static RentNotice read(LedgerEvent event) {
            return new RentNotice(YearMonth.parse(event.attributes().getOrDefault("month", "none")));
        }
    }
    // end

    public static void main(String[] args) throws SQLException {
        SimulatedNetwork network = ExampleLedger.withTreasury();
        try (ExampleDatabase database = ExampleDatabase.ofArguments(args);
                MassPayoutClient client = MassPayoutClient.builder()
                        .store(database.store())
                        .gateway(network.client())
                        // doc: own-handler
                        .eventDecoder("RENT_NOTICE", RentNotice::read)
                        .eventHandler(RentNotice.class, OwnEventsMain::keep)
                        // end
                        .build();
                Connection connection = database.dataSource().getConnection();
                Statement host = connection.createStatement()) {
            host.execute("CREATE TABLE IF NOT EXISTS rent_notice (month VARCHAR)");
            // doc: enable-listener
            client.events().enable(CONTRACT, "alice"); // from now on; or from an earlier moment
            // end
            network.publish(CONTRACT, "RENT_NOTICE", Map.of("month", "2026-03"));
            network.publish(CONTRACT, "RENT_NOTICE", Map.of("month", "March"));
            network.publish(CONTRACT, "SOMETHING_ELSE", Map.of());

            DueWork work = client.processing().runDue();
            System.out.println(work.events().handled() + " handled, "
                    + work.events().skipped() + " skipped, " + work.events().parked() + " parked");
            client.events()
                    .parked(CONTRACT, PageRequest.first(100))
                    .items()
                    .forEach(parked -> System.out.println("Parked: " + parked.reason()));
            try (ResultSet kept = host.executeQuery("SELECT string_agg(month, ', ') FROM rent_notice")) {
                kept.next();
                System.out.println("Kept: " + kept.getString(1));
            }
            host.execute("DROP TABLE rent_notice");
        }
    }

    // doc: own-table
    private static void keep(RentNotice notice, LedgerEvent raw, EventTransaction transaction) {
        Connection connection = transaction.unwrap(Connection.class).orElseThrow(); // neither commit nor close it
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO rent_notice VALUES (?)")) {
            insert.setString(1, notice.month().toString());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("the notice cannot be kept: " + e.getMessage(), e); // parks the event
        }
    }
    // end
}
