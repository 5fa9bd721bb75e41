package io.masspayout.jooq.codegen;

import io.masspayout.jooq.ListedSchema;
import io.masspayout.jooq.MassPayoutSchema;
import io.masspayout.jooq.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Locale;
import java.util.stream.Stream;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.ForcedType;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Logging;
import org.jooq.meta.jaxb.Target;

/**
 * Rewrites the generated tables from the migrations, by way of a real PostgreSQL.
 *
 * <p>Run it after every change of a migration: {@code ./mvnw -q -B -ntp -pl masspayout-jooq -am -Pgenerate-tables}
 */
public final class GenerateTables {

    private static final String PACKAGE = "io.masspayout.jooq.schema";
    private static final String SUPPRESSED_BEFORE_21 = "{ \"all\", \"unchecked\", \"rawtypes\" }";
    private static final String SUPPRESSED = "{ \"all\", \"unchecked\", \"rawtypes\", \"this-escape\" }";

    private GenerateTables() {}

    /**
     * Generates.
     *
     * @param args the source directory below which the package goes
     */
    public static void main(String[] args) throws Exception {
        // jOOQ makes names by the machine's language, where the upper case of "id" need not be "ID". It asks once, at
        // its start.
        Locale.setDefault(Locale.ROOT);
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        generate(Path.of(args[0]));
    }

    /** Migrates an empty schema and writes the tables found there below a source directory. */
    private static void generate(Path sources) throws Exception {
        String schema = TestDatabase.unusedSchemaName();
        try (Connection connection = TestDatabase.dataSource().getConnection()) {
            MassPayoutSchema.of(TestDatabase.dataSource(), schema).migrate();
            GenerationTool tool = new GenerationTool();
            tool.setConnection(connection);
            tool.run(configuration(schema, sources));
            sameOnEveryJdk(sources.resolve(PACKAGE.replace('.', '/')));
            ListedSchema.write(schema, sources);
        } finally {
            TestDatabase.drop(schema);
        }
    }

    // On JDK 21 and later jOOQ suppresses one lint more, which exists there only. Suppressed everywhere, it harms
    // nobody.
    private static void sameOnEveryJdk(Path tables) throws IOException {
        try (Stream<Path> files = Files.walk(tables)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.writeString(file, Files.readString(file).replace(SUPPRESSED_BEFORE_21, SUPPRESSED));
            }
        }
    }

    private static Configuration configuration(String schema, Path sources) {
        Database database = new Database()
                .withName("org.jooq.meta.postgres.PostgresDatabase")
                .withInputSchema(schema)
                // The schema's name is known at run time only.
                .withOutputSchemaToDefault(true)
                .withExcludes("masspayout_schema_history")
                .withIncludeRoutines(false)
                // PostgreSQL prints their expressions in another way in each version.
                .withIncludeCheckConstraints(false)
                .withForcedTypes(
                        new ForcedType()
                                .withName("INSTANT")
                                .withIncludeTypes("(?i:timestamp with time zone|timestamptz)"),
                        // The gate that every text passes.
                        new ForcedType()
                                .withUserType("java.lang.String")
                                .withBinding("io.masspayout.jooq.internal.StoredText")
                                .withIncludeTypes("(?i:varchar|character varying|text)"));
        Generate generate = new Generate()
                .withRecords(true)
                .withIndexes(true)
                .withKeys(true)
                .withPojos(false)
                .withDaos(false)
                .withInterfaces(false)
                // A join is written out; the paths would also clash where a batch points to a batch.
                .withImplicitJoinPathsToOne(false)
                .withImplicitJoinPathsToMany(false)
                .withImplicitJoinPathTableSubtypes(false)
                // The oldest jOOQ that can run these classes is for the build to say.
                .withJooqVersionReference(false)
                .withGeneratedAnnotation(false);
        return new Configuration()
                .withLogging(Logging.WARN)
                .withGenerator(new Generator()
                        .withDatabase(database)
                        .withGenerate(generate)
                        .withTarget(new Target()
                                .withPackageName(PACKAGE)
                                .withDirectory(sources.toString())
                                .withEncoding("UTF-8")));
    }
}
