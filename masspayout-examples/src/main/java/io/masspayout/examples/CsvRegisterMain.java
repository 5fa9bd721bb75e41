package io.masspayout.examples;

import io.masspayout.AssetImport;
import io.masspayout.MassPayoutClient;
import io.masspayout.model.Asset;
import io.masspayout.model.Holder;
import io.masspayout.register.CsvRegister;
import io.masspayout.register.RegisterChecks;
import io.masspayout.store.DuplicateAccountException;
import io.masspayout.store.Page;
import io.masspayout.store.PageRequest;
import io.masspayout.testing.SimulatedNetwork;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Imports a register from CSV and lists it page by page; one person under two names stops the import. */
public final class CsvRegisterMain {

    private static final String REGISTER = """
            account_id,balance
            0.0.2001,500
            0xACCE550000000000000000000000000000000001,300
            0x00000000000000000000000000000000000007d3,200
            """;

    private CsvRegisterMain() {}

    public static void main(String[] args) {
        SimulatedNetwork network = ExampleLedger.withTreasury();
        network.account("0.0.2001");
        network.account("0.0.2002").alias("0xacce550000000000000000000000000000000001");
        network.account("0.0.2003");
        try (ExampleDatabase database = ExampleDatabase.ofArguments(args);
                MassPayoutClient client = MassPayoutClient.builder()
                        .store(database.store())
                        .gateway(network.client())
                        .build()) {
            Asset asset = client.assets().importAsset(AssetImport.of(ExampleLedger.ASSET));
            bring(client, asset, writtenFile());
            list(client, asset);
            try {
                String twice = REGISTER + "0.0.2002,1\n";
                client.assets().importRegister(asset.id(), CsvRegister.read(new StringReader(twice)));
            } catch (DuplicateAccountException e) {
                System.out.println("Refused: " + e.getMessage());
            }
        }
    }

    private static void bring(MassPayoutClient client, Asset asset, Path file) {
        // doc: register
        RegisterChecks checks = RegisterChecks.standard().expectingLines(3).expectingSum(1_000);
        client.assets().importRegister(asset.id(), file, checks);
        // end
    }

    private static Path writtenFile() {
        try {
            return Files.writeString(Files.createTempFile("register", ".csv"), REGISTER);
        } catch (IOException e) {
            throw new UncheckedIOException("the example cannot write its register", e);
        }
    }

    private static void list(MassPayoutClient client, Asset asset) {
        // doc: pages
        PageRequest request = PageRequest.first(2);
        for (Optional<String> next = Optional.of(""); next.isPresent(); ) {
            Page<Holder> page = client.holders().register(asset.id(), request);
            page.items()
                    .forEach(holder -> System.out.println(holder.accountId() + " holds " + holder.balance()
                            + ", given as " + holder.accountAsGiven()));
            next = page.next();
            request = next.map(request::after).orElse(request);
        }
        // end
    }
}
