-- Takes back V8: the guards of V7, with the functions they had.

DROP TRIGGER distribution_tally_is_counted ON distribution_tally;
DROP TRIGGER treasury_stop_outlives_row ON treasury;
DROP TRIGGER treasury_stop_is_audited ON treasury;
DROP TRIGGER distribution_ends_settled ON distribution;
DROP FUNCTION refuse_by_hand();
DROP FUNCTION treasury_stop_is_audited();
DROP FUNCTION distribution_ends_settled();

DROP TRIGGER holder_paid_otherwise_stays_failed ON holder;
CREATE TRIGGER holder_paid_otherwise_stays_failed AFTER UPDATE ON holder FOR EACH ROW
  WHEN (OLD.failure_code = 'LEDGER_DISAGREES' AND NEW.status = 'PENDING')
  EXECUTE FUNCTION refuse('the ledger paid it another amount; what is due would come on top');
DROP TRIGGER distribution_keeps_plan ON distribution;
CREATE TRIGGER distribution_keeps_plan AFTER UPDATE ON distribution FOR EACH ROW
  WHEN (OLD.planned_at IS NOT NULL
    AND (OLD.id, OLD.asset_id, OLD.type, OLD.payout_type, OLD.amount, OLD.idempotency_key, OLD.fingerprint, OLD.corporate_action,
         OLD.amount_basis, OLD.amount_input, OLD.remainder_policy, OLD.minimum_payment, OLD.create_accounts,
         OLD.treasury_account_id, OLD.payment_token_id, OLD.payment_token_decimals, OLD.holder_source, OLD.planned_at,
         OLD.plan_hash, OLD.payable_amount, OLD.retained_amount, OLD.payable_holders, OLD.skipped_holders, OLD.planned_batches)
        IS DISTINCT FROM
        (NEW.id, NEW.asset_id, NEW.type, NEW.payout_type, NEW.amount, NEW.idempotency_key, NEW.fingerprint, NEW.corporate_action,
         NEW.amount_basis, NEW.amount_input, NEW.remainder_policy, NEW.minimum_payment, NEW.create_accounts,
         NEW.treasury_account_id, NEW.payment_token_id, NEW.payment_token_decimals, NEW.holder_source, NEW.planned_at,
         NEW.plan_hash, NEW.payable_amount, NEW.retained_amount, NEW.payable_holders, NEW.skipped_holders, NEW.planned_batches))
  EXECUTE FUNCTION refuse('its plan never changes once written');

DROP TRIGGER batch_payout_keeps_identity ON batch_payout;
CREATE FUNCTION batch_payout_keeps_identity() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.transaction_id IS NOT NULL AND NEW.transaction_id IS DISTINCT FROM OLD.transaction_id
     OR OLD.body IS NOT NULL AND NEW.body IS DISTINCT FROM OLD.body
     OR OLD.signed_bytes IS NOT NULL AND NEW.signed_bytes IS DISTINCT FROM OLD.signed_bytes THEN
    RAISE EXCEPTION 'batch_payout %: its ledger id, body and signed bytes never change once written', OLD.id
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER batch_payout_keeps_identity BEFORE UPDATE OF transaction_id, body, signed_bytes ON batch_payout
  FOR EACH ROW EXECUTE FUNCTION batch_payout_keeps_identity();

CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% %: %', TG_TABLE_NAME, CASE TG_OP WHEN 'INSERT' THEN NEW.id ELSE OLD.id END, TG_ARGV[0]
    USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
END $$;

CREATE OR REPLACE FUNCTION refuse_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is never truncated: it says who was paid', TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
END $$;

CREATE OR REPLACE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;

CREATE OR REPLACE FUNCTION batch_payout_accounts_for_holders() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp SET enable_seqscan = off AS $$
DECLARE
  waiting BIGINT;
  paid BIGINT;
  units NUMERIC;
BEGIN
  PERFORM set_config('search_path', quote_ident(TG_TABLE_SCHEMA) || ', pg_temp', TRUE);
  SELECT COUNT(*) FILTER (WHERE h.status = 'PENDING'), COUNT(*) FILTER (WHERE h.status = 'PAID'),
      COALESCE(SUM(h.paid_amount) FILTER (WHERE h.status = 'PAID'), 0)
    INTO waiting, paid, units
    FROM holder h WHERE h.batch_id = NEW.id;
  IF waiting > 0 THEN
    RAISE EXCEPTION 'batch_payout %: it has ended, but % of its holders still wait in it', NEW.id, waiting
      USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
  ELSIF paid <> NEW.successful_payments OR units <> NEW.paid_amount THEN
    RAISE EXCEPTION 'batch_payout %: it says that it paid % to % holders, but % to % are PAID in it',
      NEW.id, NEW.paid_amount, NEW.successful_payments, units, paid
      USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION holder_is_in_plan() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp SET enable_seqscan = off AS $$
DECLARE
  planned UUID[];
  refused RECORD;
BEGIN
  PERFORM set_config('search_path', quote_ident(TG_TABLE_SCHEMA) || ', pg_temp', TRUE);
  SELECT array_agg(g.distribution_id) INTO planned
    FROM (SELECT DISTINCT w.distribution_id FROM written w WHERE w.distribution_id IS NOT NULL) g;
  IF planned IS NULL THEN
    RETURN NULL;
  END IF;
  PERFORM FROM distribution d WHERE d.id = ANY (planned) ORDER BY d.id FOR SHARE;
  SELECT d.id, d.planned_at, g.one INTO refused
    FROM (SELECT w.distribution_id, w.asset_id, MIN(w.id::text) AS one FROM written w
          WHERE w.distribution_id IS NOT NULL GROUP BY w.distribution_id, w.asset_id) g
    JOIN distribution d ON d.id = g.distribution_id AND d.id = ANY (planned)
    WHERE d.planned_at IS NOT NULL OR d.asset_id <> g.asset_id
    LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'holder %: distribution % %', refused.one, refused.id,
      CASE WHEN refused.planned_at IS NULL THEN 'is of another asset' ELSE 'is planned, and nobody joins it' END
      USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION holder_fits_batch() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp SET enable_seqscan = off AS $$
DECLARE
  batches UUID[];
  refused RECORD;
BEGIN
  PERFORM set_config('search_path', quote_ident(TG_TABLE_SCHEMA) || ', pg_temp', TRUE);
  SELECT array_agg(g.batch_id) INTO batches
    FROM (SELECT DISTINCT w.batch_id FROM written w WHERE w.batch_id IS NOT NULL) g;
  IF batches IS NULL THEN
    RETURN NULL;
  END IF;
  PERFORM FROM batch_payout b WHERE b.id = ANY (batches) ORDER BY b.id FOR NO KEY UPDATE;

  -- Who was written as PAID is paid by now: nobody else may be. One look at a batch's holders tells.
  SELECT g.one, b.id, b.status, b.transaction_id INTO refused
    FROM (SELECT w.batch_id, MIN(w.id::text) AS one,
            MIN(w.settled_by_transaction_id) AS first_id, MAX(w.settled_by_transaction_id) AS last_id
          FROM written w WHERE w.status = 'PAID' GROUP BY w.batch_id) g
    JOIN batch_payout b ON b.id = g.batch_id AND b.id = ANY (batches)
    LEFT JOIN batch_payout s ON s.id = b.split_from
    WHERE b.status <> 'COMPLETED'
       OR g.first_id <> g.last_id
       OR g.first_id IS DISTINCT FROM COALESCE(b.transaction_id, s.transaction_id)
       OR (SELECT COUNT(*) > b.successful_payments OR SUM(h.paid_amount) > b.paid_amount
           FROM holder h WHERE h.batch_id = b.id AND h.status = 'PAID')
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
    JOIN batch_payout b ON b.id = m.batch_id AND b.id = ANY (batches)
    WHERE CASE m.status
      WHEN 'PENDING' THEN b.status <> 'PENDING' OR b.transaction_id IS NOT NULL
        OR m.was = 'PENDING'
           AND (SELECT l.status FROM batch_payout l WHERE l.id = m.left_id) NOT IN ('COMPLETED', 'FAILED', 'CANCELLED')
      ELSE b.status IN ('PENDING', 'PROCESSING') AND b.transaction_id IS NOT NULL OR m.left_id <> m.batch_id
    END
    LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'holder %: from % in batch % to % in batch %, which is %, it would be in two batches that may pay, or in none',
      refused.one, refused.was, COALESCE(refused.left_id::text, 'none'), refused.status, refused.id, refused.of_batch
      USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION holder_batch_is_of_distribution() RETURNS trigger LANGUAGE plpgsql
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

CREATE OR REPLACE FUNCTION tally_new_batches() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  PERFORM set_config('search_path', quote_ident(TG_TABLE_SCHEMA) || ', pg_temp', TRUE);
  INSERT INTO distribution_tally AS t (distribution_id, part, status, batches, waiting, total_holders, amount,
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
END $$;

CREATE OR REPLACE FUNCTION tally_changed_batches() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  PERFORM set_config('search_path', quote_ident(TG_TABLE_SCHEMA) || ', pg_temp', TRUE);
  INSERT INTO distribution_tally AS t (distribution_id, part, status, batches, waiting, total_holders, amount,
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
END $$;

ALTER TABLE audit_event DROP COLUMN written_in;
ALTER TABLE batch_payout DROP COLUMN parkings, DROP COLUMN parked_at;
