-- How the two tables that grow are stored. No row changes; what is written from now on is written so.

-- Each holder of a distribution is updated once, when it is paid, and grows by a quarter. Where its page has room for that, none of the eight
-- indexes is written to (a HOT update). Holders of a batch lie side by side, so a page is updated as a whole: it needs room for all of its rows.
ALTER TABLE holder SET (fillfactor = 45);

-- A batch is claimed, given an id, intended and settled, each time by an index of what is open: its dead rows are in the way of
-- every claim, so they are cleared away when two per cent are dead, without pauses.
ALTER TABLE batch_payout SET (
  autovacuum_vacuum_scale_factor = 0.02,
  autovacuum_vacuum_cost_delay = 0,
  autovacuum_analyze_scale_factor = 0.02
);

-- A holder's batch was looked up by distribution and id, for each row of a plan, and two indexes could serve that. Before the server has statistics
-- of a distribution it may take the one of distribution alone, and read all its batches for each of its holders: ten thousand for each of
-- a million. By id alone there is one index; that the batch is of the holder's distribution is looked at once for each batch.
ALTER TABLE holder DROP CONSTRAINT holder_batch_fkey;
ALTER TABLE batch_payout DROP CONSTRAINT batch_payout_distribution_key;
ALTER TABLE holder ADD CONSTRAINT holder_batch_fkey FOREIGN KEY (batch_id) REFERENCES batch_payout(id);

-- No lock: a batch keeps its distribution (batch_payout_keeps_place).
CREATE FUNCTION holder_batch_is_of_distribution() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp SET enable_seqscan = off AS $$
DECLARE
  refused RECORD;
BEGIN
  PERFORM set_config('search_path', quote_ident(TG_TABLE_SCHEMA) || ', pg_temp', TRUE);
  SELECT g.batch_id, g.distribution_id, b.distribution_id AS of_batch INTO refused
    FROM (SELECT DISTINCT w.batch_id, w.distribution_id FROM written w WHERE w.batch_id IS NOT NULL) g
    JOIN batch_payout b ON b.id = g.batch_id
    WHERE b.distribution_id <> g.distribution_id
    LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'holder of distribution %: batch % is of distribution %',
      refused.distribution_id, refused.batch_id, refused.of_batch
      USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER holder_joins_batch_of_distribution AFTER INSERT ON holder REFERENCING NEW TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION holder_batch_is_of_distribution();
CREATE TRIGGER holder_stays_with_distribution AFTER UPDATE ON holder REFERENCING NEW TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION holder_batch_is_of_distribution();
