-- What the promises need beside the schema as requested. Additive: nothing of V1 is renamed, retyped or dropped.

-- Lists are ordered by time of creation, and counts are added up: a NULL would fall out of both.
UPDATE asset SET
  created_at = COALESCE(created_at, updated_at, NOW()),
  updated_at = COALESCE(updated_at, created_at, NOW())
  WHERE created_at IS NULL OR updated_at IS NULL;
UPDATE distribution SET
  created_at = COALESCE(created_at, updated_at, NOW()),
  updated_at = COALESCE(updated_at, created_at, NOW())
  WHERE created_at IS NULL OR updated_at IS NULL;
UPDATE batch_payout SET
  created_at = COALESCE(created_at, updated_at, NOW()),
  updated_at = COALESCE(updated_at, created_at, NOW()),
  successful_payments = COALESCE(successful_payments, 0),
  failed_payments = COALESCE(failed_payments, 0)
  WHERE created_at IS NULL OR updated_at IS NULL OR successful_payments IS NULL OR failed_payments IS NULL;
UPDATE blockchain_event_listener_config SET
  created_at = COALESCE(created_at, updated_at, NOW()),
  updated_at = COALESCE(updated_at, created_at, NOW()),
  enabled = COALESCE(enabled, FALSE)
  WHERE created_at IS NULL OR updated_at IS NULL OR enabled IS NULL;

-- asset --------------------------------------------------------------------------------------------------------------

ALTER TABLE asset
  ADD COLUMN asset_type VARCHAR,
  ADD COLUMN maturity_date TIMESTAMPTZ,
  ADD COLUMN evm_address VARCHAR,
  ADD COLUMN treasury_account_id VARCHAR,      -- who pays; NULL only for assets of V1, until imported again
  ADD COLUMN payment_token_decimals INT,
  ADD COLUMN paused BOOLEAN NOT NULL DEFAULT FALSE,
  ADD COLUMN sync_enabled BOOLEAN NOT NULL DEFAULT TRUE,
  ADD COLUMN sync_error TEXT,
  ALTER COLUMN created_at SET NOT NULL,
  ALTER COLUMN updated_at SET NOT NULL,
  ADD CONSTRAINT asset_total_supply_check CHECK (total_supply >= 0),
  ADD CONSTRAINT asset_decimals_check CHECK (decimals BETWEEN 0 AND 18),
  ADD CONSTRAINT asset_payment_token_decimals_check CHECK (payment_token_decimals BETWEEN 0 AND 18),
  ADD CONSTRAINT asset_sync_status_check CHECK (sync_status IN ('SYNCED', 'SYNCING', 'FAILED'));

CREATE INDEX idx_asset_created ON asset(created_at, id);

-- distribution -------------------------------------------------------------------------------------------------------
-- Amounts are decimals in units of the payment token, as amount is; Java computes in its smallest units.

ALTER TABLE distribution
  ADD COLUMN idempotency_key VARCHAR COLLATE "C",
  ADD COLUMN fingerprint VARCHAR,
  ADD COLUMN corporate_action VARCHAR,
  ADD COLUMN amount_basis VARCHAR,             -- how the caller said the amount ...
  ADD COLUMN amount_input NUMERIC,             -- ... and what; amount is the total, known when planned
  ADD COLUMN remainder_policy VARCHAR,
  ADD COLUMN minimum_payment NUMERIC,
  ADD COLUMN create_accounts BOOLEAN NOT NULL DEFAULT FALSE,
  ADD COLUMN treasury_account_id VARCHAR,
  ADD COLUMN payment_token_id VARCHAR,
  ADD COLUMN payment_token_decimals INT,
  ADD COLUMN holder_source VARCHAR,
  ADD COLUMN record_date TIMESTAMPTZ,
  ADD COLUMN snapshot_reference VARCHAR,
  ADD COLUMN snapshot_taken_at TIMESTAMPTZ,
  ADD COLUMN snapshot_exclusive BOOLEAN,
  ADD COLUMN planned_at TIMESTAMPTZ,
  ADD COLUMN plan_hash VARCHAR,
  ADD COLUMN payable_amount NUMERIC,
  ADD COLUMN retained_amount NUMERIC,
  ADD COLUMN payable_holders BIGINT,
  ADD COLUMN skipped_holders BIGINT,
  ADD COLUMN planned_batches INT,
  ADD COLUMN funded BOOLEAN NOT NULL DEFAULT FALSE,           -- money is reserved for what is open
  ADD COLUMN held BOOLEAN NOT NULL DEFAULT FALSE,
  ADD COLUMN cancel_requested BOOLEAN NOT NULL DEFAULT FALSE,
  ADD COLUMN reconciling_since TIMESTAMPTZ;

-- V1 did not say who pays what; such rows can be read and reported, and are held, as nobody knows what was in flight.
UPDATE distribution d SET
  idempotency_key = 'v1:' || d.id,
  fingerprint = 'v1',
  payout_type = COALESCE(d.payout_type, 'PERCENTAGE'),
  amount_basis = 'TOTAL',
  amount_input = COALESCE(d.amount, 0),
  remainder_policy = 'DISTRIBUTE',
  minimum_payment = 0,
  treasury_account_id = 'unknown',
  payment_token_id = COALESCE((SELECT a.payment_token_id FROM asset a WHERE a.id = d.asset_id), 'unknown'),
  payment_token_decimals = GREATEST(
    scale(trim_scale(COALESCE(d.amount, 0))),
    (SELECT MAX(scale(trim_scale(h.payment_amount))) FROM holder h WHERE h.distribution_id = d.id)),
  holder_source = 'REGISTER',
  held = d.status IN ('PENDING', 'PROCESSING');

ALTER TABLE distribution
  ALTER COLUMN idempotency_key SET NOT NULL,
  ALTER COLUMN fingerprint SET NOT NULL,
  ALTER COLUMN amount_basis SET NOT NULL,
  ALTER COLUMN amount_input SET NOT NULL,
  ALTER COLUMN remainder_policy SET NOT NULL,
  ALTER COLUMN minimum_payment SET NOT NULL,
  ALTER COLUMN treasury_account_id SET NOT NULL,
  ALTER COLUMN payment_token_id SET NOT NULL,
  ALTER COLUMN payment_token_decimals SET NOT NULL,
  ALTER COLUMN holder_source SET NOT NULL,
  ALTER COLUMN created_at SET NOT NULL,
  ALTER COLUMN updated_at SET NOT NULL,
  ADD CONSTRAINT distribution_type_check CHECK (type IN ('DIVIDEND', 'COUPON', 'SNAPSHOT')),
  ADD CONSTRAINT distribution_execution_type_check
    CHECK (execution_type IN ('MANUAL', 'SCHEDULED', 'RECURRING', 'AUTOMATIC')),
  ADD CONSTRAINT distribution_payout_type_check CHECK (payout_type IN ('FIXED', 'PERCENTAGE')),
  ADD CONSTRAINT distribution_status_check
    CHECK (status IN ('PENDING', 'PROCESSING', 'COMPLETED', 'PARTIALLY_COMPLETED', 'FAILED', 'CANCELLED')),
  ADD CONSTRAINT distribution_amount_basis_check
    CHECK (amount_basis IN ('TOTAL', 'PER_HOLDER', 'PER_UNIT', 'TREASURY_PERCENTAGE')),
  ADD CONSTRAINT distribution_remainder_policy_check CHECK (remainder_policy IN ('DISTRIBUTE', 'RETAIN')),
  ADD CONSTRAINT distribution_holder_source_check CHECK (holder_source IN ('REGISTER', 'LEDGER')),
  ADD CONSTRAINT distribution_amounts_check
    CHECK (amount >= 0 AND amount_input >= 0 AND minimum_payment >= 0 AND payable_amount >= 0 AND retained_amount >= 0),
  ADD CONSTRAINT distribution_payment_token_decimals_check CHECK (payment_token_decimals BETWEEN 0 AND 18),
  ADD CONSTRAINT distribution_snapshot_check
    CHECK ((snapshot_reference IS NULL) = (snapshot_taken_at IS NULL)
       AND (snapshot_reference IS NULL) = (snapshot_exclusive IS NULL)),
  -- The books balance, or there is no plan.
  ADD CONSTRAINT distribution_plan_check
    CHECK (planned_at IS NULL AND plan_hash IS NULL AND payable_amount IS NULL AND retained_amount IS NULL
             AND payable_holders IS NULL AND skipped_holders IS NULL AND planned_batches IS NULL
        OR planned_at IS NOT NULL AND plan_hash IS NOT NULL AND amount IS NOT NULL AND payable_holders IS NOT NULL
             AND skipped_holders IS NOT NULL AND planned_batches IS NOT NULL
             AND payable_amount IS NOT NULL AND retained_amount IS NOT NULL AND payable_amount + retained_amount = amount);

CREATE UNIQUE INDEX idx_distribution_idempotency_key ON distribution(idempotency_key);
CREATE UNIQUE INDEX idx_distribution_corporate_action ON distribution(asset_id, corporate_action)
  WHERE corporate_action IS NOT NULL;
CREATE UNIQUE INDEX idx_distribution_exclusive_snapshot ON distribution(asset_id, snapshot_reference)
  WHERE snapshot_exclusive;
CREATE INDEX idx_distribution_created ON distribution(created_at, id);
CREATE INDEX idx_distribution_unfinished ON distribution(created_at, id)
  WHERE planned_at IS NOT NULL AND status IN ('PENDING', 'PROCESSING');
CREATE INDEX idx_distribution_treasury ON distribution(treasury_account_id, payment_token_id) WHERE funded;

CREATE TABLE distribution_exclusion (
  distribution_id UUID NOT NULL REFERENCES distribution(id),
  account_id VARCHAR COLLATE "C" NOT NULL,
  PRIMARY KEY (distribution_id, account_id)
);

-- batch_payout -------------------------------------------------------------------------------------------------------

ALTER TABLE batch_payout
  ADD COLUMN amount NUMERIC NOT NULL DEFAULT 0,
  ADD COLUMN paid_amount NUMERIC NOT NULL DEFAULT 0,
  ADD COLUMN failed_amount NUMERIC NOT NULL DEFAULT 0,       -- of failed_payments; with the next two, progress needs no holder row
  ADD COLUMN cancelled_payments INT NOT NULL DEFAULT 0,      -- holders that ended CANCELLED in this batch
  ADD COLUMN cancelled_amount NUMERIC NOT NULL DEFAULT 0,
  ADD COLUMN body BYTEA,
  ADD COLUMN signed_bytes BYTEA,               -- once this is set, it may have been sent
  ADD COLUMN valid_until TIMESTAMPTZ,          -- ledger time
  ADD COLUMN lease_token UUID,
  ADD COLUMN lease_until TIMESTAMPTZ,          -- the database's clock
  ADD COLUMN attempts INT NOT NULL DEFAULT 0,
  ADD COLUMN retry_depth INT NOT NULL DEFAULT 0,
  ADD COLUMN next_attempt_at TIMESTAMPTZ,      -- the host's clock
  ADD COLUMN failure_code VARCHAR,             -- error_message has the detail
  ADD COLUMN ending VARCHAR,
  ADD COLUMN settled_at TIMESTAMPTZ,           -- ledger time
  ADD COLUMN fee BIGINT,
  ADD COLUMN split_from UUID REFERENCES batch_payout(id),
  ALTER COLUMN successful_payments SET NOT NULL,
  ALTER COLUMN failed_payments SET NOT NULL,
  ALTER COLUMN created_at SET NOT NULL,
  ALTER COLUMN updated_at SET NOT NULL;

-- What V1 called a batch that may be in flight has no signed bytes to ask the ledger with.
UPDATE batch_payout SET
  status = 'FAILED',
  error_message = COALESCE(error_message, 'open when the schema was migrated; look it up on the ledger')
WHERE status IN ('PENDING', 'PROCESSING');
UPDATE batch_payout SET ending = CASE status WHEN 'COMPLETED' THEN 'TOOK_EFFECT' ELSE 'FAILED_ON_LEDGER' END;

ALTER TABLE batch_payout
  ADD CONSTRAINT batch_payout_status_check
    CHECK (status IN ('PENDING', 'PROCESSING', 'COMPLETED', 'FAILED', 'CANCELLED')),
  ADD CONSTRAINT batch_payout_ending_check
    CHECK (ending IN ('TOOK_EFFECT', 'FAILED_ON_LEDGER', 'DEAD', 'NEVER_SENT')),
  ADD CONSTRAINT batch_payout_ended_check
    CHECK ((status IN ('COMPLETED', 'FAILED')) = (ending IS NOT NULL)
       AND (status = 'COMPLETED') = (ending IS NOT DISTINCT FROM 'TOOK_EFFECT')),
  ADD CONSTRAINT batch_payout_counts_check
    CHECK (total_holders >= 0 AND successful_payments >= 0 AND failed_payments >= 0
       AND successful_payments + failed_payments <= total_holders),
  ADD CONSTRAINT batch_payout_amounts_check
    CHECK (amount >= 0 AND paid_amount >= 0 AND failed_amount >= 0 AND paid_amount + failed_amount <= amount),
  ADD CONSTRAINT batch_payout_cancelled_check
    CHECK (cancelled_payments BETWEEN 0 AND total_holders AND cancelled_amount BETWEEN 0 AND amount),
  ADD CONSTRAINT batch_payout_lease_check CHECK ((lease_token IS NULL) = (lease_until IS NULL)),
  -- Signed bytes have a body, a body has an id and a validity, an intent has signed bytes.
  ADD CONSTRAINT batch_payout_intent_check
    CHECK ((body IS NULL OR transaction_id IS NOT NULL AND valid_until IS NOT NULL)
       AND (signed_bytes IS NULL OR body IS NOT NULL)
       AND (status <> 'PROCESSING' OR signed_bytes IS NOT NULL)
       AND (status NOT IN ('PENDING', 'CANCELLED') OR signed_bytes IS NULL)),
  ADD CONSTRAINT batch_payout_number_key UNIQUE (distribution_id, batch_number),
  ADD CONSTRAINT batch_payout_distribution_key UNIQUE (distribution_id, id);

CREATE UNIQUE INDEX idx_batch_transaction ON batch_payout(transaction_id) WHERE transaction_id IS NOT NULL;
CREATE INDEX idx_batch_open ON batch_payout(distribution_id, batch_number) WHERE status IN ('PENDING', 'PROCESSING');
CREATE INDEX idx_batch_lease ON batch_payout(lease_token) WHERE lease_token IS NOT NULL;

-- A batch has one ledger id for life, and what was signed is signed: whoever writes to the schema.
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

-- holder -------------------------------------------------------------------------------------------------------------
-- Order by account is bytewise everywhere, or a preview would differ from the run.

ALTER TABLE holder
  ALTER COLUMN account_id TYPE VARCHAR COLLATE "C",
  ADD COLUMN account_as_given VARCHAR,
  ADD COLUMN account_exists BOOLEAN NOT NULL DEFAULT TRUE,
  ADD COLUMN status VARCHAR,                   -- NULL for a row of the register
  ADD COLUMN skip_reason VARCHAR,
  ADD COLUMN failure_code VARCHAR,
  ADD COLUMN failure_detail VARCHAR,
  ADD COLUMN batch_id UUID,
  ADD COLUMN attempts INT NOT NULL DEFAULT 0,
  ADD COLUMN paid_amount NUMERIC,
  ADD COLUMN paid_at TIMESTAMPTZ,
  ADD COLUMN settled_by_transaction_id VARCHAR;

UPDATE holder SET account_as_given = account_id;
UPDATE holder SET
  status = CASE WHEN paid THEN 'PAID' ELSE 'FAILED' END,
  paid = COALESCE(paid, FALSE),
  payment_amount = COALESCE(payment_amount, 0),
  failure_code = CASE WHEN paid THEN NULL ELSE 'UNPAID_BEFORE_MIGRATION' END,
  failure_detail = CASE WHEN paid THEN NULL ELSE 'not marked as paid when the schema was migrated; look it up on the ledger' END,
  paid_amount = CASE WHEN paid THEN COALESCE(payment_amount, 0) END,
  paid_at = CASE WHEN paid THEN COALESCE(updated_at, NOW()) END,
  settled_by_transaction_id = CASE WHEN paid THEN 'unknown' END
WHERE distribution_id IS NOT NULL;

ALTER TABLE holder
  ALTER COLUMN account_as_given SET NOT NULL,
  ADD CONSTRAINT holder_balance_check CHECK (balance >= 0),
  ADD CONSTRAINT holder_status_check CHECK (status IN ('PENDING', 'PAID', 'FAILED', 'SKIPPED', 'CANCELLED')),
  ADD CONSTRAINT holder_register_check
    CHECK ((distribution_id IS NULL) = (status IS NULL)
       AND (distribution_id IS NOT NULL OR payment_amount IS NULL AND batch_id IS NULL)),
  ADD CONSTRAINT holder_paid_check
    CHECK (distribution_id IS NULL OR paid IS NOT DISTINCT FROM (status = 'PAID')),
  ADD CONSTRAINT holder_settled_check
    CHECK ((status IS NOT DISTINCT FROM 'PAID') = (paid_amount IS NOT NULL)
       AND (paid_amount IS NULL) = (paid_at IS NULL) AND (paid_amount IS NULL) = (settled_by_transaction_id IS NULL)),
  ADD CONSTRAINT holder_failure_check CHECK ((status IS NOT DISTINCT FROM 'FAILED') = (failure_code IS NOT NULL)),
  ADD CONSTRAINT holder_skip_check CHECK ((status IS NOT DISTINCT FROM 'SKIPPED') = (skip_reason IS NOT NULL)),
  ADD CONSTRAINT holder_skip_reason_check
    CHECK (skip_reason IN ('TREASURY', 'EXCLUDED', 'ZERO_BALANCE', 'NO_ACCOUNT', 'ZERO_SHARE', 'BELOW_MINIMUM')),
  ADD CONSTRAINT holder_pending_check
    CHECK (status IS DISTINCT FROM 'PENDING' OR batch_id IS NOT NULL AND COALESCE(payment_amount, 0) > 0),
  ADD CONSTRAINT holder_batch_fkey FOREIGN KEY (distribution_id, batch_id) REFERENCES batch_payout(distribution_id, id);

-- The request's three-column UNIQUE does not stop duplicates where distribution_id is NULL.
CREATE UNIQUE INDEX idx_holder_register ON holder(asset_id, account_id) WHERE distribution_id IS NULL;
CREATE INDEX idx_holder_batch ON holder(batch_id) WHERE batch_id IS NOT NULL;

-- listener -----------------------------------------------------------------------------------------------------------

ALTER TABLE blockchain_event_listener_config
  ADD COLUMN last_processed_index INT,
  ALTER COLUMN enabled SET NOT NULL,
  ALTER COLUMN created_at SET NOT NULL,
  ALTER COLUMN updated_at SET NOT NULL;

-- new tables ---------------------------------------------------------------------------------------------------------

CREATE TABLE treasury (
  account_id VARCHAR COLLATE "C" NOT NULL,
  token_id VARCHAR COLLATE "C" NOT NULL,
  epoch BIGINT NOT NULL DEFAULT 0,             -- grows with every reservation
  balance_seen NUMERIC,                        -- in smallest units, as the ledger said it last
  balance_seen_at TIMESTAMPTZ,
  stopped_code VARCHAR,
  stopped_detail VARCHAR,
  stopped_since TIMESTAMPTZ,
  PRIMARY KEY (account_id, token_id),
  CONSTRAINT treasury_stop_check CHECK ((stopped_code IS NULL) = (stopped_since IS NULL))
);

CREATE TABLE payment_attempt (
  id UUID PRIMARY KEY,
  distribution_id UUID NOT NULL REFERENCES distribution(id),
  batch_id UUID NOT NULL REFERENCES batch_payout(id),
  account_id VARCHAR COLLATE "C" NOT NULL,
  transaction_id VARCHAR,
  failure_code VARCHAR NOT NULL,
  failure_detail VARCHAR NOT NULL,
  created_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX idx_payment_attempt_account ON payment_attempt(distribution_id, account_id, id);
CREATE INDEX idx_payment_attempt_distribution ON payment_attempt(distribution_id, id);

CREATE TABLE audit_event (
  id UUID PRIMARY KEY,
  subject VARCHAR NOT NULL,
  subject_id VARCHAR NOT NULL,
  event VARCHAR NOT NULL,
  from_state VARCHAR,
  to_state VARCHAR,
  who VARCHAR NOT NULL,
  why VARCHAR NOT NULL,
  created_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX idx_audit_event_subject ON audit_event(subject, subject_id, id);

CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER payment_attempt_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON payment_attempt
  FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_event
  FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- Holders on their way in. Unlogged: after a crash of the server the attempt is repeated, and its row count would tell.
CREATE UNLOGGED TABLE staged_holder (
  staging_id UUID NOT NULL,
  line BIGINT NOT NULL,
  account_as_given VARCHAR NOT NULL,
  account_id VARCHAR COLLATE "C" NOT NULL,
  account_exists BOOLEAN NOT NULL,
  balance BIGINT NOT NULL,
  staged_at TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (staging_id, line)
);
