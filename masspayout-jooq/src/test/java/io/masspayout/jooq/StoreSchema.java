package io.masspayout.jooq;

import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.ExecuteListenerProvider;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** A migrated schema for the tests of a class, emptied between them. */
final class StoreSchema {

    private static final List<String> GUARDED =
            List.of("distribution", "batch_payout", "holder", "payment_attempt", "audit_event");

    private final String name = TestDatabase.unusedSchemaName();

    StoreSchema() {
        JooqPayoutStore.builder(TestDatabase.pool()).schema(name).build();
    }

    String name() {
        return name;
    }

    JooqPayoutStore store(ExecuteListenerProvider... listeners) {
        return JooqPayoutStore.builder(TestDatabase.pool())
                .schema(name)
                .schemaMode(SchemaMode.NONE)
                .listeners(listeners)
                .build();
    }

    /** Connections of its own for each statement, not in the store's transactions. */
    DSLContext db() {
        return DSL.using(TestDatabase.pool(), SQLDialect.POSTGRES, JooqPayoutStore.settings(new SchemaName(name)));
    }

    StoredRows rows() {
        return new StoredRows(db());
    }

    void clear() {
        String in = name + ".";
        withoutTriggers("TRUNCATE " + in + "asset, " + in + "treasury, " + in + "audit_event, " + in + "staged_holder, "
                + in + "blockchain_event_listener_config CASCADE");
    }

    /** What the schema refuses to everybody has to be out of the way for a moment. */
    void withoutTriggers(String... statements) {
        List<String> all = new ArrayList<>();
        GUARDED.forEach(table -> all.add("ALTER TABLE " + name + "." + table + " DISABLE TRIGGER USER"));
        all.addAll(List.of(statements));
        GUARDED.forEach(table -> all.add("ALTER TABLE " + name + "." + table + " ENABLE TRIGGER USER"));
        TestDatabase.execute(all.toArray(String[]::new));
    }

    void drop() {
        TestDatabase.drop(name);
    }
}
