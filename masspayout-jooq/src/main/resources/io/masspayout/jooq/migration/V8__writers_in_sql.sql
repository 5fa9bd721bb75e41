-- Against writers in SQL, and room to set a batch aside. No row changes; what is written from now on is judged by more.

-- batch_payout -------------------------------------------------------------------------------------------------------
-- A batch whose step the store has refused waits for next_attempt_at; failure_code is RECORDING_REFUSED, and error_message says why.

ALTER TABLE batch_payout
  ADD COLUMN parkings INT NOT NULL DEFAULT 0,  -- how often that was ...
  ADD COLUMN parked_at TIMESTAMPTZ,            -- ... and when it was last, by the host's clock
  ADD CONSTRAINT batch_payout_parked_check CHECK (parkings >= 0 AND (parkings = 0) = (parked_at IS NULL));

-- audit_event --------------------------------------------------------------------------------------------------------
-- Which transaction wrote an event: what must be told is told in the transaction that does it. NULL for events of earlier versions.

ALTER TABLE audit_event ADD COLUMN written_in BIGINT;
ALTER TABLE audit_event ALTER COLUMN written_in SET DEFAULT pg_catalog.txid_current();

-- the guards' own functions ------------------------------------------------------------------------------------------
-- A role that may create in the schema could put an operator there that fits a VARCHAR better than the server's own, and the functions would
-- use it. So no schema but the server's is searched, and the tables are named with theirs: before a schema is renamed, this version is taken
-- back, and applied again after it. What WHEN and CHECK clauses use was bound when they were made; that is looked at below.

DO $do$
DECLARE
  schema TEXT := pg_catalog.quote_ident(pg_catalog.current_schema()::text);
  definition TEXT;
BEGIN
  FOREACH definition IN ARRAY ARRAY[
$f$CREATE OR REPLACE FUNCTION @schema@.refuse() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION '% %: %', TG_TABLE_NAME, CASE TG_OP WHEN 'INSERT' THEN NEW.id ELSE OLD.id END, TG_ARGV[0]
    USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
END $$$f$,
$f$CREATE OR REPLACE FUNCTION @schema@.refuse_truncate() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION '% is never truncated: it says who was paid', TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
END $$$f$,
$f$CREATE OR REPLACE FUNCTION @schema@.append_only() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$$f$,
$f$CREATE OR REPLACE FUNCTION @schema@.batch_payout_accounts_for_holders() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp SET enable_seqscan = off AS $$
DECLARE
  waiting BIGINT;
  paid BIGINT;
  units NUMERIC;
BEGIN
  SELECT COUNT(*) FILTER (WHERE h.status = 'PENDING'), COUNT(*) FILTER (WHERE h.status = 'PAID'),
      COALESCE(SUM(h.paid_amount) FILTER (WHERE h.status = 'PAID'), 0)
    INTO waiting, paid, units
    FROM @schema@.holder h WHERE h.batch_id = NEW.id;
  IF waiting > 0 THEN
    RAISE EXCEPTION 'batch_payout %: it has ended, but % of its holders still wait in it', NEW.id, waiting
      USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
  ELSIF paid <> NEW.successful_payments OR units <> NEW.paid_amount THEN
    RAISE EXCEPTION 'batch_payout %: it says that it paid % to % holders, but % to % are PAID in it',
      NEW.id, NEW.paid_amount, NEW.successful_payments, units, paid
      USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
  END IF;
  RETURN NULL;
END $$$f$,
$f$CREATE OR REPLACE FUNCTION @schema@.holder_is_in_plan() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp SET enable_seqscan = off AS $$
DECLARE
  planned UUID[];
  refused RECORD;
BEGIN
  SELECT array_agg(g.distribution_id) INTO planned
    FROM (SELECT DISTINCT w.distribution_id FROM written w WHERE w.distribution_id IS NOT NULL) g;
  IF planned IS NULL THEN
    RETURN NULL;
  END IF;
  PERFORM FROM @schema@.distribution d WHERE d.id = ANY (planned) ORDER BY d.id FOR SHARE;
  SELECT d.id, d.planned_at, g.one INTO refused
    FROM (SELECT w.distribution_id, w.asset_id, MIN(w.id::text) AS one FROM written w
          WHERE w.distribution_id IS NOT NULL GROUP BY w.distribution_id, w.asset_id) g
    JOIN @schema@.distribution d ON d.id = g.distribution_id AND d.id = ANY (planned)
    WHERE d.planned_at IS NOT NULL OR d.asset_id <> g.asset_id
    LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'holder %: distribution % %', refused.one, refused.id,
      CASE WHEN refused.planned_at IS NULL THEN 'is of another asset' ELSE 'is planned, and nobody joins it' END
      USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
  END IF;
  RETURN NULL;
END $$$f$,
$f$CREATE OR REPLACE FUNCTION @schema@.holder_fits_batch() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp SET enable_seqscan = off AS $$
DECLARE
  batches UUID[];
  refused RECORD;
BEGIN
  SELECT array_agg(g.batch_id) INTO batches
    FROM (SELECT DISTINCT w.batch_id FROM written w WHERE w.batch_id IS NOT NULL) g;
  IF batches IS NULL THEN
    RETURN NULL;
  END IF;
  PERFORM FROM @schema@.batch_payout b WHERE b.id = ANY (batches) ORDER BY b.id FOR NO KEY UPDATE;

  -- Who was written as PAID is paid by now: nobody else may be. One look at a batch's holders tells.
  SELECT g.one, b.id, b.status, b.transaction_id INTO refused
    FROM (SELECT w.batch_id, MIN(w.id::text) AS one,
            MIN(w.settled_by_transaction_id) AS first_id, MAX(w.settled_by_transaction_id) AS last_id
          FROM written w WHERE w.status = 'PAID' GROUP BY w.batch_id) g
    JOIN @schema@.batch_payout b ON b.id = g.batch_id AND b.id = ANY (batches)
    LEFT JOIN @schema@.batch_payout s ON s.id = b.split_from
    WHERE b.status <> 'COMPLETED'
       OR g.first_id <> g.last_id
       OR g.first_id IS DISTINCT FROM COALESCE(b.transaction_id, s.transaction_id)
       OR (SELECT COUNT(*) > b.successful_payments OR SUM(h.paid_amount) > b.paid_amount
           FROM @schema@.holder h WHERE h.batch_id = b.id AND h.status = 'PAID')
    LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'holder %: it is PAID by a batch that paid it, and batch % (%, ledger id %) did not',
      refused.one, refused.id, refused.status, COALESCE(refused.transaction_id, 'none')
      USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
  END IF;

  SELECT m.one, m.was, m.status, m.left_id, b.id, b.status AS of_batch INTO refused
    FROM (SELECT w.batch_id, w.status, o.batch_id AS left_id, o.status AS was, MIN(w.id::text) AS one
          FROM written w JOIN replaced o ON o.id = w.id
          WHERE w.status IN ('PENDING', 'FAILED', 'CANCELLED')
            AND (w.status, w.batch_id) IS DISTINCT FROM (o.status, o.batch_id)
          GROUP BY w.batch_id, w.status, o.batch_id, o.status) m
    JOIN @schema@.batch_payout b ON b.id = m.batch_id AND b.id = ANY (batches)
    WHERE CASE m.status
      WHEN 'PENDING' THEN b.status <> 'PENDING' OR b.transaction_id IS NOT NULL
        OR m.was = 'PENDING'
           AND (SELECT l.status FROM @schema@.batch_payout l WHERE l.id = m.left_id) NOT IN ('COMPLETED', 'FAILED', 'CANCELLED')
      ELSE b.status IN ('PENDING', 'PROCESSING') AND b.transaction_id IS NOT NULL OR m.left_id <> m.batch_id
    END
    LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'holder %: from % in batch % to % in batch %, which is %, it would be in two batches that may pay, or in none',
      refused.one, refused.was, COALESCE(refused.left_id::text, 'none'), refused.status, refused.id, refused.of_batch
      USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
  END IF;
  RETURN NULL;
END $$$f$,
$f$CREATE OR REPLACE FUNCTION @schema@.holder_batch_is_of_distribution() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp SET enable_seqscan = off AS $$
DECLARE
  refused RECORD;
BEGIN
  SELECT g.batch_id, g.distribution_id, b.distribution_id AS of_batch INTO refused
    FROM (SELECT DISTINCT w.batch_id, w.distribution_id FROM written w WHERE w.batch_id IS NOT NULL) g
    JOIN @schema@.batch_payout b ON b.id = g.batch_id
    WHERE b.distribution_id <> g.distribution_id
    LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'holder of distribution %: batch % is of distribution %',
      refused.distribution_id, refused.batch_id, refused.of_batch
      USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
  END IF;
  RETURN NULL;
END $$$f$,
$f$CREATE OR REPLACE FUNCTION @schema@.tally_new_batches() RETURNS trigger LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  INSERT INTO @schema@.distribution_tally AS t (distribution_id, part, status, batches, waiting, total_holders, amount,
      successful_payments, paid_amount, failed_payments, failed_amount, cancelled_payments, cancelled_amount)
    SELECT d.distribution_id, pg_backend_pid() % 64, d.status,
      SUM(d.sign), COALESCE(SUM(d.sign) FILTER (WHERE d.next_attempt_at IS NOT NULL), 0),
      SUM(d.sign * d.total_holders), SUM(d.sign * d.amount),
      SUM(d.sign * d.successful_payments), SUM(d.sign * d.paid_amount),
      SUM(d.sign * d.failed_payments), SUM(d.sign * d.failed_amount),
      SUM(d.sign * d.cancelled_payments), SUM(d.sign * d.cancelled_amount)
    FROM (SELECT 1 AS sign, w.* FROM written w) d
    GROUP BY d.distribution_id, d.status
    ORDER BY d.distribution_id, d.status
    ON CONFLICT (distribution_id, part, status) DO UPDATE SET
      batches = t.batches + EXCLUDED.batches,
      waiting = t.waiting + EXCLUDED.waiting,
      total_holders = t.total_holders + EXCLUDED.total_holders,
      amount = t.amount + EXCLUDED.amount,
      successful_payments = t.successful_payments + EXCLUDED.successful_payments,
      paid_amount = t.paid_amount + EXCLUDED.paid_amount,
      failed_payments = t.failed_payments + EXCLUDED.failed_payments,
      failed_amount = t.failed_amount + EXCLUDED.failed_amount,
      cancelled_payments = t.cancelled_payments + EXCLUDED.cancelled_payments,
      cancelled_amount = t.cancelled_amount + EXCLUDED.cancelled_amount;
  RETURN NULL;
END $$$f$,
$f$CREATE OR REPLACE FUNCTION @schema@.tally_changed_batches() RETURNS trigger LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  INSERT INTO @schema@.distribution_tally AS t (distribution_id, part, status, batches, waiting, total_holders, amount,
      successful_payments, paid_amount, failed_payments, failed_amount, cancelled_payments, cancelled_amount)
    SELECT d.distribution_id, pg_backend_pid() % 64, d.status,
      SUM(d.sign), COALESCE(SUM(d.sign) FILTER (WHERE d.next_attempt_at IS NOT NULL), 0),
      SUM(d.sign * d.total_holders), SUM(d.sign * d.amount),
      SUM(d.sign * d.successful_payments), SUM(d.sign * d.paid_amount),
      SUM(d.sign * d.failed_payments), SUM(d.sign * d.failed_amount),
      SUM(d.sign * d.cancelled_payments), SUM(d.sign * d.cancelled_amount)
    FROM (SELECT 1 AS sign, w.* FROM written w UNION ALL SELECT -1, r.* FROM replaced r) d
    GROUP BY d.distribution_id, d.status
    HAVING (SUM(d.sign), COALESCE(SUM(d.sign) FILTER (WHERE d.next_attempt_at IS NOT NULL), 0),
      SUM(d.sign * d.total_holders), SUM(d.sign * d.amount),
      SUM(d.sign * d.successful_payments), SUM(d.sign * d.paid_amount),
      SUM(d.sign * d.failed_payments), SUM(d.sign * d.failed_amount),
      SUM(d.sign * d.cancelled_payments), SUM(d.sign * d.cancelled_amount)) <> (0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    ORDER BY d.distribution_id, d.status
    ON CONFLICT (distribution_id, part, status) DO UPDATE SET
      batches = t.batches + EXCLUDED.batches,
      waiting = t.waiting + EXCLUDED.waiting,
      total_holders = t.total_holders + EXCLUDED.total_holders,
      amount = t.amount + EXCLUDED.amount,
      successful_payments = t.successful_payments + EXCLUDED.successful_payments,
      paid_amount = t.paid_amount + EXCLUDED.paid_amount,
      failed_payments = t.failed_payments + EXCLUDED.failed_payments,
      failed_amount = t.failed_amount + EXCLUDED.failed_amount,
      cancelled_payments = t.cancelled_payments + EXCLUDED.cancelled_payments,
      cancelled_amount = t.cancelled_amount + EXCLUDED.cancelled_amount;
  RETURN NULL;
END $$$f$,
$f$CREATE FUNCTION @schema@.distribution_ends_settled() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp SET enable_seqscan = off AS $$
DECLARE
  open RECORD;
  paid NUMERIC;
BEGIN
  SELECT b.id, b.status INTO open
    FROM @schema@.batch_payout b WHERE b.distribution_id = NEW.id AND b.status IN ('PENDING', 'PROCESSING') LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'distribution %: it is %, but its batch % is %: its holders would be neither paid nor waited for',
      NEW.id, NEW.status, open.id, open.status
      USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
  END IF;
  IF NEW.status = 'COMPLETED' AND NEW.planned_at IS NOT NULL THEN
    SELECT COALESCE(SUM(t.successful_payments), 0) INTO paid
      FROM @schema@.distribution_tally t WHERE t.distribution_id = NEW.id;
    IF paid <> NEW.payable_holders THEN
      RAISE EXCEPTION 'distribution %: it is COMPLETED, but % of its % holders are paid', NEW.id, paid, NEW.payable_holders
        USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
    END IF;
  END IF;
  RETURN NULL;
END $$$f$,
$f$CREATE FUNCTION @schema@.treasury_stop_is_audited() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp SET enable_seqscan = off AS $$
BEGIN
  PERFORM FROM @schema@.audit_event e
    WHERE e.subject = 'treasury' AND e.subject_id = OLD.account_id || '/' || OLD.token_id AND e.written_in = txid_current()
    LIMIT 1;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'treasury % in %: its stop % goes only by an act that audit_event tells of in the same transaction',
      OLD.account_id, OLD.token_id, OLD.stopped_code
      USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
  END IF;
  RETURN NULL;
END $$$f$,
$f$CREATE FUNCTION @schema@.refuse_by_hand() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF pg_trigger_depth() < 2
     OR (SELECT c.relowner FROM pg_class c WHERE c.oid = TG_RELID)
        <> (SELECT r.oid FROM pg_roles r WHERE r.rolname = current_user) THEN
    RAISE EXCEPTION '% is counted by the database alone: % is refused', TG_TABLE_NAME, TG_OP
      USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
  END IF;
  RETURN NULL;
END $$$f$
  ] LOOP
    EXECUTE pg_catalog.replace(definition, '@schema@', schema);
  END LOOP;
END $do$;

-- distribution -------------------------------------------------------------------------------------------------------

DROP TRIGGER distribution_keeps_plan ON distribution;
CREATE TRIGGER distribution_keeps_plan AFTER UPDATE ON distribution FOR EACH ROW
  WHEN (OLD.planned_at IS NOT NULL
    AND (OLD.id, OLD.asset_id, OLD.type, OLD.payout_type, OLD.amount, OLD.idempotency_key, OLD.fingerprint, OLD.corporate_action,
         OLD.amount_basis, OLD.amount_input, OLD.remainder_policy, OLD.minimum_payment, OLD.create_accounts,
         OLD.treasury_account_id, OLD.payment_token_id, OLD.payment_token_decimals, OLD.holder_source, OLD.planned_at,
         OLD.plan_hash, OLD.payable_amount, OLD.retained_amount, OLD.payable_holders, OLD.skipped_holders, OLD.planned_batches,
         OLD.record_date, OLD.snapshot_reference, OLD.snapshot_taken_at, OLD.snapshot_exclusive, OLD.execution_type)
        IS DISTINCT FROM
        (NEW.id, NEW.asset_id, NEW.type, NEW.payout_type, NEW.amount, NEW.idempotency_key, NEW.fingerprint, NEW.corporate_action,
         NEW.amount_basis, NEW.amount_input, NEW.remainder_policy, NEW.minimum_payment, NEW.create_accounts,
         NEW.treasury_account_id, NEW.payment_token_id, NEW.payment_token_decimals, NEW.holder_source, NEW.planned_at,
         NEW.plan_hash, NEW.payable_amount, NEW.retained_amount, NEW.payable_holders, NEW.skipped_holders, NEW.planned_batches,
         NEW.record_date, NEW.snapshot_reference, NEW.snapshot_taken_at, NEW.snapshot_exclusive, NEW.execution_type))
  EXECUTE FUNCTION refuse('its plan never changes once written');

-- At commit, as a verb may end its batches before or after it says so.
CREATE CONSTRAINT TRIGGER distribution_ends_settled AFTER UPDATE ON distribution
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.status::text IN ('COMPLETED', 'PARTIALLY_COMPLETED', 'FAILED', 'CANCELLED')
    AND OLD.status::text IS DISTINCT FROM NEW.status::text)
  EXECUTE FUNCTION distribution_ends_settled();

-- batch_payout -------------------------------------------------------------------------------------------------------

DROP TRIGGER batch_payout_keeps_identity ON batch_payout;
DROP FUNCTION batch_payout_keeps_identity();
CREATE TRIGGER batch_payout_keeps_identity BEFORE UPDATE OF transaction_id, body, signed_bytes ON batch_payout
  FOR EACH ROW
  WHEN (OLD.transaction_id IS NOT NULL AND NEW.transaction_id::text IS DISTINCT FROM OLD.transaction_id::text
     OR OLD.body IS NOT NULL AND NEW.body IS DISTINCT FROM OLD.body
     OR OLD.signed_bytes IS NOT NULL AND NEW.signed_bytes IS DISTINCT FROM OLD.signed_bytes)
  EXECUTE FUNCTION refuse('its ledger id, body and signed bytes never change once written');

-- holder -------------------------------------------------------------------------------------------------------------

DROP TRIGGER holder_paid_otherwise_stays_failed ON holder;
CREATE TRIGGER holder_paid_otherwise_stays_failed AFTER UPDATE ON holder FOR EACH ROW
  WHEN (OLD.failure_code::text = 'LEDGER_DISAGREES' AND NEW.status::text <> 'PAID'
    AND (NEW.status::text <> 'FAILED' OR NEW.failure_code::text IS DISTINCT FROM 'LEDGER_DISAGREES'))
  EXECUTE FUNCTION refuse('the ledger paid it another amount; what is due would come on top');

-- treasury -----------------------------------------------------------------------------------------------------------
-- At commit, as an act may be told before or after it is done.

CREATE CONSTRAINT TRIGGER treasury_stop_is_audited AFTER UPDATE ON treasury
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD.stopped_code IS NOT NULL
    AND (OLD.stopped_code::text IS DISTINCT FROM NEW.stopped_code::text OR OLD.stopped_since IS DISTINCT FROM NEW.stopped_since))
  EXECUTE FUNCTION treasury_stop_is_audited();
CREATE CONSTRAINT TRIGGER treasury_stop_outlives_row AFTER DELETE ON treasury
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.stopped_code IS NOT NULL)
  EXECUTE FUNCTION treasury_stop_is_audited();

-- distribution_tally -------------------------------------------------------------------------------------------------
-- Its owner's triggers count (SECURITY DEFINER), so that no worker needs a right to write to it.

CREATE TRIGGER distribution_tally_is_counted BEFORE INSERT OR UPDATE OR DELETE ON distribution_tally
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_by_hand();

-- What was bound when it was made: no operator and no function but the server's may have crept into a guard.
DO $do$
DECLARE
  stranger RECORD;
BEGIN
  SELECT pg_catalog.pg_describe_object(d.classid, d.objid, d.objsubid) AS guard,
         pg_catalog.pg_describe_object(d.refclassid, d.refobjid, 0) AS used INTO stranger
    FROM pg_catalog.pg_depend d
    LEFT JOIN pg_catalog.pg_trigger t ON d.classid OPERATOR(pg_catalog.=) 'pg_catalog.pg_trigger'::pg_catalog.regclass
      AND t.oid OPERATOR(pg_catalog.=) d.objid
    LEFT JOIN pg_catalog.pg_constraint k ON d.classid OPERATOR(pg_catalog.=) 'pg_catalog.pg_constraint'::pg_catalog.regclass
      AND k.oid OPERATOR(pg_catalog.=) d.objid
    LEFT JOIN pg_catalog.pg_index i ON d.classid OPERATOR(pg_catalog.=) 'pg_catalog.pg_class'::pg_catalog.regclass
      AND i.indexrelid OPERATOR(pg_catalog.=) d.objid
    JOIN pg_catalog.pg_class c ON c.oid OPERATOR(pg_catalog.=) COALESCE(t.tgrelid, k.conrelid, i.indrelid)
      AND c.relnamespace OPERATOR(pg_catalog.=) (SELECT n.oid FROM pg_catalog.pg_namespace n
        WHERE n.nspname OPERATOR(pg_catalog.=) pg_catalog.current_schema())
    LEFT JOIN pg_catalog.pg_proc p ON d.refclassid OPERATOR(pg_catalog.=) 'pg_catalog.pg_proc'::pg_catalog.regclass
      AND p.oid OPERATOR(pg_catalog.=) d.refobjid
    WHERE (d.refclassid OPERATOR(pg_catalog.=) 'pg_catalog.pg_operator'::pg_catalog.regclass
        OR p.oid IS NOT NULL AND p.prorettype OPERATOR(pg_catalog.<>) 'pg_catalog.trigger'::pg_catalog.regtype)
      AND c.relname OPERATOR(pg_catalog.=) ANY (ARRAY['asset', 'distribution', 'holder', 'batch_payout',
        'blockchain_event_listener_config', 'treasury', 'payment_attempt', 'audit_event', 'staged_holder', 'distribution_tally',
        'distribution_exclusion', 'parked_event']::pg_catalog.name[])
    LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION '% uses %, which is not the server''s own: an earlier version was migrated where others could create operators; drop it with the guard, and make the guard anew',
      stranger.guard, stranger.used;
  END IF;
END $do$;
