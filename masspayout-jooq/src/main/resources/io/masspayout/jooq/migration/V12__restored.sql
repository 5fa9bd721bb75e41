-- What a restore can do to a book, as far as V11 did not see it.

-- The database in which the book was looked at last: a treasury whose history was never looked at may have paid, too, before a restore. Word for
-- word as the store asks it.
ALTER TABLE book
  ADD COLUMN lineage VARCHAR,
  ADD COLUMN restored_on VARCHAR,              -- lineage and start of the server on which the last restore was noted
  ADD COLUMN restored_until TIMESTAMPTZ,       -- after that, nothing that was sent before that restore can still take effect
  ADD CONSTRAINT book_restored_check CHECK ((restored_on IS NULL) = (restored_until IS NULL));
UPDATE book SET lineage = concat_ws('/', (SELECT system_identifier FROM pg_catalog.pg_control_system()),
  pg_catalog.substr(pg_catalog.pg_walfile_name(pg_catalog.pg_current_wal_lsn()), 1, 8),
  (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()),
  tableoid);

-- A holder who was cancelled in a database that had forgotten the payment, or in one of two copies of a database, was paid all the same: a reconcile
-- that finds the payment on the ledger records it.

DROP TRIGGER holder_stays_final ON holder;
CREATE TRIGGER holder_stays_final AFTER UPDATE ON holder FOR EACH ROW
  WHEN ((OLD.status::text IN ('PAID', 'SKIPPED') OR OLD.status::text = 'CANCELLED' AND NEW.status::text <> 'PAID')
    AND OLD.* IS DISTINCT FROM NEW.*)
  EXECUTE FUNCTION refuse('it is PAID, SKIPPED or CANCELLED and never changes, except that the ledger paid who was CANCELLED');

-- The batch in which such a holder was cancelled counts one less as cancelled, and no other figure of it changes: batch_payout_adds_up demands that
-- it counts one more as left unpaid where that is what the figures are made of.
DROP TRIGGER batch_payout_stays_ended ON batch_payout;
CREATE TRIGGER batch_payout_stays_ended AFTER UPDATE ON batch_payout FOR EACH ROW
  WHEN (OLD.status::text IN ('COMPLETED', 'FAILED', 'CANCELLED') AND OLD.* IS DISTINCT FROM NEW.*
    AND NOT (NEW.cancelled_payments < OLD.cancelled_payments AND NEW.cancelled_amount < OLD.cancelled_amount
      AND pg_catalog.to_jsonb(OLD) - ARRAY['cancelled_payments', 'cancelled_amount', 'failed_payments', 'failed_amount', 'updated_at']
        = pg_catalog.to_jsonb(NEW) - ARRAY['cancelled_payments', 'cancelled_amount', 'failed_payments', 'failed_amount', 'updated_at']))
  EXECUTE FUNCTION refuse('it has ended and never changes');

-- At commit, as the batch is written before its holders.
CREATE FUNCTION batch_payout_cancels_its_holders() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp SET enable_seqscan = off AS $$
DECLARE
  cancelled BIGINT;
BEGIN
  EXECUTE format('SELECT COUNT(*) FROM %I.holder h WHERE h.batch_id = $1 AND h.status = ''CANCELLED''', TG_TABLE_SCHEMA)
    INTO cancelled USING NEW.id;
  IF cancelled <> NEW.cancelled_payments THEN
    RAISE EXCEPTION 'batch_payout %: it says that % of its holders are cancelled, but % are', NEW.id, NEW.cancelled_payments, cancelled
      USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER batch_payout_cancels_its_holders AFTER UPDATE ON batch_payout
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.cancelled_payments < OLD.cancelled_payments)
  EXECUTE FUNCTION batch_payout_cancels_its_holders();
