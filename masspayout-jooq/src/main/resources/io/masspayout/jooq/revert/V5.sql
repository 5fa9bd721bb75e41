-- Takes back V5: the tables are stored as PostgreSQL stores any table, and a holder's batch is looked up as V2 did. No row changes.

DROP TRIGGER holder_stays_with_distribution ON holder;
DROP TRIGGER holder_joins_batch_of_distribution ON holder;
DROP FUNCTION holder_batch_is_of_distribution();

ALTER TABLE holder DROP CONSTRAINT holder_batch_fkey;
ALTER TABLE batch_payout ADD CONSTRAINT batch_payout_distribution_key UNIQUE (distribution_id, id);
ALTER TABLE holder ADD CONSTRAINT holder_batch_fkey FOREIGN KEY (distribution_id, batch_id) REFERENCES batch_payout(distribution_id, id);

ALTER TABLE batch_payout RESET (autovacuum_vacuum_scale_factor, autovacuum_vacuum_cost_delay, autovacuum_analyze_scale_factor);
ALTER TABLE holder RESET (fillfactor);
