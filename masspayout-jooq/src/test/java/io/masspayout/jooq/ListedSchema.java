package io.masspayout.jooq;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** What a schema of the test database has, as VALIDATE sees it. */
public final class ListedSchema {

    private ListedSchema() {}

    static List<String> of(String schema) {
        try (Connection connection = TestDatabase.dataSource().getConnection()) {
            return MassPayoutSchema.of(TestDatabase.dataSource(), schema)
                    .listing(DSL.using(connection, SQLDialect.POSTGRES));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes the listing of a freshly migrated schema to where a source directory's resources are. */
    public static void write(String schema, Path sources) throws IOException {
        Path resource = sources.resolveSibling("resources")
                .resolve("io/masspayout/jooq")
                .resolve(SchemaListing.RESOURCE);
        if (Files.isDirectory(resource.getParent())) {
            Files.writeString(resource, String.join("\n", of(schema)) + "\n");
        }
    }
}
