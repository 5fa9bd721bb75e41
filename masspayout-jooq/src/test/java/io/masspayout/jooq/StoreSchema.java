package io.masspayout.jooq;

import org.jooq.DSLContext;
import org.jooq.ExecuteListenerProvider;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** A migrated schema for the tests of a class, emptied between them. */
final class StoreSchema {

    private final String name = TestDatabase.unusedSchemaName();

    StoreSchema() {
        JooqPayoutStore.builder(TestDatabase.dataSource()).schema(name).build();
    }

    String name() {
        return name;
    }

    JooqPayoutStore store(ExecuteListenerProvider... listeners) {
        return JooqPayoutStore.builder(TestDatabase.dataSource())
                .schema(name)
                .schemaMode(SchemaMode.NONE)
                .listeners(listeners)
                .build();
    }

    /** Connections of its own for each statement, not in the store's transactions. */
    DSLContext db() {
        return DSL.using(
                TestDatabase.dataSource(), SQLDialect.POSTGRES, JooqPayoutStore.settings(new SchemaName(name)));
    }

    StoredRows rows() {
        return new StoredRows(db());
    }

    /** History is append-only: its triggers have to be out of the way for a moment. */
    void clear() {
        String in = name + ".";
        TestDatabase.execute(
                "ALTER TABLE " + in + "payment_attempt DISABLE TRIGGER USER",
                "ALTER TABLE " + in + "audit_event DISABLE TRIGGER USER",
                "TRUNCATE " + in + "asset, " + in + "treasury, " + in + "audit_event, " + in + "staged_holder, " + in
                        + "blockchain_event_listener_config CASCADE",
                "ALTER TABLE " + in + "payment_attempt ENABLE TRIGGER USER",
                "ALTER TABLE " + in + "audit_event ENABLE TRIGGER USER");
    }

    void drop() {
        TestDatabase.drop(name);
    }
}
