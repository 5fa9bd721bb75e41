-- Turns holder into a table that is partitioned by distribution, with everything that is there as its default partition: no row is copied.
-- For the owner of the tables, with the schema as search_path, in one transaction, while no worker runs. See docs/performance.md.

BEGIN;

ALTER TABLE holder VALIDATE CONSTRAINT holder_paid_what_is_due_check;
ALTER TABLE holder RENAME TO holder_default;

CREATE TABLE holder (LIKE holder_default INCLUDING DEFAULTS INCLUDING CONSTRAINTS) PARTITION BY LIST (distribution_id);
ALTER TABLE holder
  ADD FOREIGN KEY (asset_id) REFERENCES asset(id),
  ADD FOREIGN KEY (distribution_id) REFERENCES distribution(id),
  ADD CONSTRAINT holder_batch_fkey FOREIGN KEY (batch_id) REFERENCES batch_payout(id);

-- The guards move to the table that statements name; for each row they are found again in every partition.
DO $$
DECLARE
  guard RECORD;
BEGIN
  FOR guard IN
    SELECT t.tgname, pg_get_triggerdef(t.oid) AS definition
    FROM pg_trigger t WHERE t.tgrelid = 'holder_default'::regclass AND NOT t.tgisinternal
  LOOP
    EXECUTE format('DROP TRIGGER %I ON holder_default', guard.tgname);
    EXECUTE regexp_replace(guard.definition, ' ON (\w+\.)?holder_default ', ' ON holder ');
  END LOOP;
END $$;

ALTER TABLE holder ATTACH PARTITION holder_default DEFAULT;

-- As in the default partition, whose own are taken for these. A key of id alone, and that of the register, stay with the default partition: a
-- unique index of a partitioned table has to contain what it is partitioned by.
CREATE UNIQUE INDEX ON holder (asset_id, distribution_id, account_id);
CREATE INDEX ON holder (asset_id);
CREATE INDEX ON holder (distribution_id);
CREATE INDEX ON holder (account_id);
CREATE INDEX ON holder (batch_id) WHERE batch_id IS NOT NULL;

COMMIT;
