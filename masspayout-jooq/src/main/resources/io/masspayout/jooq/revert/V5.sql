-- Takes back V5: the tables are stored as PostgreSQL stores any table. No row changes.

ALTER TABLE batch_payout RESET (autovacuum_vacuum_scale_factor, autovacuum_vacuum_cost_delay, autovacuum_analyze_scale_factor);
ALTER TABLE holder RESET (fillfactor);
