package io.masspayout.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds version 1 against the schema as it was asked for. The lists here were written by hand from the request. */
class RequestedSchemaTest {

    private static String schema;

    @BeforeAll
    static void migrateToTheFirstVersion() {
        schema = TestDatabase.unusedSchemaName();
        MassPayoutSchema.of(TestDatabase.dataSource(), schema).migrateTo("1");
    }

    @AfterAll
    static void drop() {
        TestDatabase.drop(schema);
    }

    /** Beside the tables of the request there is only the history. */
    private static boolean wasAskedFor(String line) {
        return !line.startsWith(SchemaHistory.TABLE);
    }

    @Test
    void has_every_column_with_its_type_nullability_and_default() {
        assertThat(Catalogue.columns(schema))
                .filteredOn(RequestedSchemaTest::wasAskedFor)
                .containsExactlyInAnyOrder(
                        "asset.id uuid NOT NULL",
                        "asset.token_id character varying NOT NULL",
                        "asset.name character varying NOT NULL",
                        "asset.symbol character varying NOT NULL",
                        "asset.total_supply bigint NOT NULL",
                        "asset.decimals integer NOT NULL",
                        "asset.lifecycle_contract_id character varying",
                        "asset.payment_token_id character varying",
                        "asset.last_synced_at timestamp with time zone",
                        "asset.sync_status character varying",
                        "asset.created_at timestamp with time zone DEFAULT now()",
                        "asset.updated_at timestamp with time zone DEFAULT now()",
                        "distribution.id uuid NOT NULL",
                        "distribution.asset_id uuid NOT NULL",
                        "distribution.type character varying NOT NULL",
                        "distribution.execution_type character varying NOT NULL",
                        "distribution.payout_type character varying",
                        "distribution.amount numeric",
                        "distribution.concept character varying",
                        "distribution.scheduled_time timestamp with time zone",
                        "distribution.frequency character varying",
                        "distribution.start_time timestamp with time zone",
                        "distribution.trigger_condition character varying",
                        "distribution.status character varying NOT NULL",
                        "distribution.executed_at timestamp with time zone",
                        "distribution.created_at timestamp with time zone DEFAULT now()",
                        "distribution.updated_at timestamp with time zone DEFAULT now()",
                        "holder.id uuid NOT NULL",
                        "holder.asset_id uuid NOT NULL",
                        "holder.distribution_id uuid",
                        "holder.account_id character varying NOT NULL",
                        "holder.balance bigint NOT NULL",
                        "holder.payment_amount numeric",
                        "holder.paid boolean DEFAULT false",
                        "holder.created_at timestamp with time zone DEFAULT now()",
                        "holder.updated_at timestamp with time zone DEFAULT now()",
                        "batch_payout.id uuid NOT NULL",
                        "batch_payout.distribution_id uuid NOT NULL",
                        "batch_payout.batch_number integer NOT NULL",
                        "batch_payout.total_holders integer NOT NULL",
                        "batch_payout.successful_payments integer DEFAULT 0",
                        "batch_payout.failed_payments integer DEFAULT 0",
                        "batch_payout.transaction_id character varying",
                        "batch_payout.status character varying NOT NULL",
                        "batch_payout.error_message text",
                        "batch_payout.executed_at timestamp with time zone",
                        "batch_payout.created_at timestamp with time zone DEFAULT now()",
                        "batch_payout.updated_at timestamp with time zone DEFAULT now()",
                        "blockchain_event_listener_config.id uuid NOT NULL",
                        "blockchain_event_listener_config.contract_id character varying NOT NULL",
                        "blockchain_event_listener_config.last_processed_timestamp bigint",
                        "blockchain_event_listener_config.enabled boolean DEFAULT true",
                        "blockchain_event_listener_config.created_at timestamp with time zone DEFAULT now()",
                        "blockchain_event_listener_config.updated_at timestamp with time zone DEFAULT now()");
    }

    @Test
    void has_every_constraint() {
        assertThat(Catalogue.constraints(schema))
                .filteredOn(RequestedSchemaTest::wasAskedFor)
                .map(line -> line.replace("REFERENCES " + schema + ".", "REFERENCES "))
                .containsExactlyInAnyOrder(
                        "asset asset_pkey PRIMARY KEY (id)",
                        "asset asset_token_id_key UNIQUE (token_id)",
                        "distribution distribution_pkey PRIMARY KEY (id)",
                        "distribution distribution_asset_id_fkey FOREIGN KEY (asset_id) REFERENCES asset(id)",
                        "holder holder_pkey PRIMARY KEY (id)",
                        "holder holder_asset_id_fkey FOREIGN KEY (asset_id) REFERENCES asset(id)",
                        "holder holder_distribution_id_fkey FOREIGN KEY (distribution_id) REFERENCES distribution(id)",
                        "holder holder_asset_id_distribution_id_account_id_key UNIQUE (asset_id, distribution_id, account_id)",
                        "batch_payout batch_payout_pkey PRIMARY KEY (id)",
                        "batch_payout batch_payout_distribution_id_fkey"
                                + " FOREIGN KEY (distribution_id) REFERENCES distribution(id)",
                        "blockchain_event_listener_config blockchain_event_listener_config_pkey PRIMARY KEY (id)");
    }

    @Test
    void has_every_index_by_its_name() {
        List<String> ofConstraints = List.of("_pkey", "_key");
        assertThat(Catalogue.indexes(schema))
                .filteredOn(RequestedSchemaTest::wasAskedFor)
                .filteredOn(line -> ofConstraints.stream().noneMatch(ending -> line.split(" ", -1)[1].endsWith(ending)))
                .containsExactlyInAnyOrder(
                        "asset idx_asset_token_id CREATE UNIQUE INDEX idx_asset_token_id ON asset USING btree (token_id)",
                        "asset idx_asset_sync_status CREATE INDEX idx_asset_sync_status ON asset USING btree (sync_status)",
                        "distribution idx_distribution_asset"
                                + " CREATE INDEX idx_distribution_asset ON distribution USING btree (asset_id)",
                        "distribution idx_distribution_status"
                                + " CREATE INDEX idx_distribution_status ON distribution USING btree (status)",
                        "distribution idx_distribution_scheduled"
                                + " CREATE INDEX idx_distribution_scheduled ON distribution USING btree (scheduled_time)"
                                + " WHERE ((status)::text = 'PENDING'::text)",
                        "holder idx_holder_asset CREATE INDEX idx_holder_asset ON holder USING btree (asset_id)",
                        "holder idx_holder_distribution"
                                + " CREATE INDEX idx_holder_distribution ON holder USING btree (distribution_id)",
                        "holder idx_holder_account CREATE INDEX idx_holder_account ON holder USING btree (account_id)",
                        "holder idx_holder_unique CREATE UNIQUE INDEX idx_holder_unique"
                                + " ON holder USING btree (asset_id, distribution_id, account_id)",
                        "batch_payout idx_batch_distribution"
                                + " CREATE INDEX idx_batch_distribution ON batch_payout USING btree (distribution_id)",
                        "batch_payout idx_batch_status"
                                + " CREATE INDEX idx_batch_status ON batch_payout USING btree (status)",
                        "blockchain_event_listener_config idx_listener_contract"
                                + " CREATE UNIQUE INDEX idx_listener_contract"
                                + " ON blockchain_event_listener_config USING btree (contract_id)");
    }

    @Test
    void later_versions_keep_every_column_its_type_and_its_default() {
        String migrated = TestDatabase.unusedSchemaName();
        try {
            MassPayoutSchema.of(TestDatabase.dataSource(), migrated).migrate();
            List<String> now = Catalogue.columns(migrated).stream()
                    .map(line -> line.replace(" NOT NULL", "").replace(" COLLATE C", ""))
                    .toList();
            assertThat(Catalogue.columns(schema))
                    .filteredOn(RequestedSchemaTest::wasAskedFor)
                    .map(line -> line.replace(" NOT NULL", ""))
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(now).contains(line));
        } finally {
            TestDatabase.drop(migrated);
        }
    }
}
