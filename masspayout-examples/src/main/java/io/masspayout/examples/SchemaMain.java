package io.masspayout.examples;

import io.masspayout.jooq.JooqPayoutStore;
import io.masspayout.jooq.MassPayoutSchema;
import io.masspayout.jooq.RevertMode;
import io.masspayout.jooq.SchemaMode;
import io.masspayout.jooq.SchemaVersion;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;

/** Tables in a schema of their own: made, listed, exported for review, checked by a store that may not change them, taken back. */
public final class SchemaMain {

    private SchemaMain() {}

    public static void main(String[] args) throws IOException {
        try (ExampleDatabase database = ExampleDatabase.ofArguments(args)) {
            DataSource dataSource = database.dataSource();
            String tenant = "example_tenant_" + ProcessHandle.current().pid();
            // doc: own-schema
            MassPayoutSchema schema = MassPayoutSchema.of(dataSource, tenant);
            schema.migrate();
            schema.info().forEach(version -> System.out.println(version.version() + " is " + version.state()));
            // end

            Path script = Files.createTempFile("masspayout", ".sql");
            // doc: export
            try (Writer out = Files.newBufferedWriter(script)) {
                schema.writeDdl(out);
            }
            // end
            System.out.println("The script has " + (Files.size(script) > 0 ? "something to review" : "nothing"));
            Files.delete(script);

            // doc: validate
            JooqPayoutStore store = JooqPayoutStore.builder(dataSource)
                    .schema(tenant)
                    .schemaMode(SchemaMode.VALIDATE)
                    .build();
            // end
            System.out.println("The store works on " + tenant + ": "
                    + store.due(Instant.EPOCH, 1).size() + " distributions are due");

            // doc: revert
            schema.revertLast(RevertMode.ONLY_IF_EMPTY)
                    .ifPresent(version -> System.out.println("Took back version " + version.version()));
            // end
            Optional<SchemaVersion> earlier = schema.revertLast(RevertMode.ONLY_IF_EMPTY);
            while (earlier.isPresent()) {
                System.out.println("Took back version " + earlier.get().version());
                earlier = schema.revertLast(RevertMode.ONLY_IF_EMPTY);
            }
        }
    }
}
