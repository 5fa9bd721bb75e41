-- What the database itself refuses, so that no client, hasty hand or defect can make a payment double. Only writes are judged, never
-- what is stored: no row is read or changed by this version. Nothing here keeps out who may alter the tables.
--
-- Three kinds of rules, by what they cost:
--   * what one row's old and new values tell is a trigger for each row with a WHEN: no function is called unless it is broken
--   * what a holder and its batch tell together is a trigger for each statement, set by set: paying writes every holder once
--   * what a batch and its holders tell together is looked at when the transaction commits, once for each batch that has ended
--
-- The functions know their tables by the schema of the table that was written to, and temporary tables last, so that none can be put in
-- their place. They ask by index whatever the planner thinks: they are planned when the tables are small.

CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% %: %', TG_TABLE_NAME, CASE TG_OP WHEN 'INSERT' THEN NEW.id ELSE OLD.id END, TG_ARGV[0]
    USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
END $$;

CREATE FUNCTION refuse_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is never truncated: it says who was paid', TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
END $$;

-- distribution -------------------------------------------------------------------------------------------------------

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
CREATE TRIGGER distribution_stays AFTER DELETE ON distribution FOR EACH ROW WHEN (OLD.planned_at IS NOT NULL)
  EXECUTE FUNCTION refuse('it is planned and is never deleted');
CREATE TRIGGER distribution_not_truncated BEFORE TRUNCATE ON distribution
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();

-- batch_payout -------------------------------------------------------------------------------------------------------

-- No CHECK: the first version's batches may have ended with counts that say nothing, and a later version must be able to write to them.
CREATE TRIGGER batch_payout_adds_up AFTER INSERT OR UPDATE ON batch_payout FOR EACH ROW
  WHEN (NOT CASE NEW.status
    WHEN 'COMPLETED' THEN NEW.successful_payments + NEW.failed_payments = NEW.total_holders
      AND NEW.paid_amount + NEW.failed_amount = NEW.amount
    WHEN 'FAILED' THEN NEW.successful_payments = 0 AND NEW.paid_amount = 0
      AND NEW.failed_payments = NEW.total_holders AND NEW.failed_amount = NEW.amount
    WHEN 'CANCELLED' THEN NEW.successful_payments = 0 AND NEW.paid_amount = 0
      AND NEW.cancelled_payments + NEW.failed_payments = NEW.total_holders AND NEW.cancelled_amount + NEW.failed_amount = NEW.amount
    ELSE TRUE
  END)
  EXECUTE FUNCTION refuse('it has ended, and its counts and amounts do not add up');
CREATE TRIGGER batch_payout_stays_ended AFTER UPDATE ON batch_payout FOR EACH ROW
  WHEN (OLD.status IN ('COMPLETED', 'FAILED', 'CANCELLED') AND OLD.* IS DISTINCT FROM NEW.*)
  EXECUTE FUNCTION refuse('it has ended and never changes');
CREATE TRIGGER batch_payout_keeps_place AFTER UPDATE ON batch_payout FOR EACH ROW
  WHEN ((OLD.id, OLD.distribution_id, OLD.batch_number, OLD.split_from)
        IS DISTINCT FROM (NEW.id, NEW.distribution_id, NEW.batch_number, NEW.split_from))
  EXECUTE FUNCTION refuse('it keeps its distribution, its number and the batch it comes from');
CREATE TRIGGER batch_payout_keeps_amount AFTER UPDATE ON batch_payout FOR EACH ROW
  WHEN (OLD.signed_bytes IS NOT NULL AND (OLD.total_holders, OLD.amount) IS DISTINCT FROM (NEW.total_holders, NEW.amount))
  EXECUTE FUNCTION refuse('it is signed, and whom it pays how much never changes');
CREATE TRIGGER batch_payout_stays AFTER DELETE ON batch_payout FOR EACH ROW EXECUTE FUNCTION refuse('it is never deleted');
CREATE TRIGGER batch_payout_not_truncated BEFORE TRUNCATE ON batch_payout
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();

-- At commit, as a batch ends before its holders are written. Until then its row is locked by whoever ended it. Others cannot put
-- anybody into it meanwhile, as they would have to lock its row (holder_fits_batch), and nobody is taken out as PAID.
CREATE FUNCTION batch_payout_accounts_for_holders() RETURNS trigger LANGUAGE plpgsql
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
CREATE CONSTRAINT TRIGGER batch_payout_accounts_for_holders AFTER INSERT OR UPDATE ON batch_payout
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.status IN ('COMPLETED', 'FAILED', 'CANCELLED'))
  EXECUTE FUNCTION batch_payout_accounts_for_holders();

-- holder -------------------------------------------------------------------------------------------------------------

ALTER TABLE holder
  ADD CONSTRAINT holder_paid_what_is_due_check CHECK (paid_amount IS NULL OR paid_amount = payment_amount) NOT VALID;

-- No CHECK: the first version did not know which batch paid whom.
CREATE TRIGGER holder_paid_by_batch AFTER INSERT OR UPDATE ON holder FOR EACH ROW
  WHEN (NEW.status = 'PAID' AND NEW.batch_id IS NULL)
  EXECUTE FUNCTION refuse('it is PAID, but by no batch');
CREATE TRIGGER holder_keeps_plan AFTER UPDATE ON holder FOR EACH ROW
  WHEN ((OLD.distribution_id IS NOT NULL OR NEW.distribution_id IS NOT NULL)
    AND (OLD.id, OLD.asset_id, OLD.distribution_id, OLD.account_id, OLD.account_as_given, OLD.account_exists, OLD.balance,
         OLD.payment_amount)
        IS DISTINCT FROM
        (NEW.id, NEW.asset_id, NEW.distribution_id, NEW.account_id, NEW.account_as_given, NEW.account_exists, NEW.balance,
         NEW.payment_amount))
  EXECUTE FUNCTION refuse('who is due how much never changes once planned');
CREATE TRIGGER holder_stays_final AFTER UPDATE ON holder FOR EACH ROW
  WHEN (OLD.status IN ('PAID', 'SKIPPED', 'CANCELLED') AND OLD.* IS DISTINCT FROM NEW.*)
  EXECUTE FUNCTION refuse('it is PAID, SKIPPED or CANCELLED and never changes');
CREATE TRIGGER holder_follows_states AFTER UPDATE ON holder FOR EACH ROW
  WHEN (OLD.status = 'PENDING' AND NEW.status = 'SKIPPED' OR OLD.status = 'FAILED' AND NEW.status IN ('SKIPPED', 'CANCELLED'))
  EXECUTE FUNCTION refuse('no such change of status');
CREATE TRIGGER holder_paid_otherwise_stays_failed AFTER UPDATE ON holder FOR EACH ROW
  WHEN (OLD.failure_code = 'LEDGER_DISAGREES' AND NEW.status = 'PENDING')
  EXECUTE FUNCTION refuse('the ledger paid it another amount; what is due would come on top');
CREATE TRIGGER holder_stays AFTER DELETE ON holder FOR EACH ROW WHEN (OLD.distribution_id IS NOT NULL)
  EXECUTE FUNCTION refuse('it is a holder of a distribution and is never deleted');
CREATE TRIGGER holder_not_truncated BEFORE TRUNCATE ON holder
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();

-- A plan is written before the distribution is marked as planned, under its lock; the reader here locks it as well, so whichever comes
-- second sees the other.
CREATE FUNCTION holder_is_in_plan() RETURNS trigger LANGUAGE plpgsql
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
CREATE TRIGGER holder_is_in_plan AFTER INSERT ON holder REFERENCING NEW TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION holder_is_in_plan();

-- The batches are locked first and looked at then, so nobody can allocate, sign or end them, or pay by them, in between; the protocol
-- has them locked anyway. The batch that somebody leaves need not be locked: it must have ended, and what has ended stays so.
CREATE FUNCTION holder_fits_batch() RETURNS trigger LANGUAGE plpgsql
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
CREATE TRIGGER holder_fits_batch AFTER UPDATE ON holder REFERENCING OLD TABLE AS replaced NEW TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION holder_fits_batch();
