-- Takes back V2: what it added goes, what it tightened is loosened again. The catalogue is that of V1 afterwards; V1 has no room
-- for ledger ids in flight, plans and reasons, so these are lost.

DROP TABLE staged_holder;
DROP TABLE audit_event;
DROP TABLE payment_attempt;
DROP TABLE treasury;
DROP TABLE distribution_exclusion;
DROP FUNCTION append_only();

ALTER TABLE blockchain_event_listener_config
  DROP COLUMN last_processed_index,
  ALTER COLUMN enabled DROP NOT NULL,
  ALTER COLUMN created_at DROP NOT NULL,
  ALTER COLUMN updated_at DROP NOT NULL;

-- Dropping a column drops the constraints and indexes that name it; the others are named here.
DROP INDEX idx_holder_register;
ALTER TABLE holder
  DROP CONSTRAINT holder_balance_check,
  DROP COLUMN account_as_given,
  DROP COLUMN account_exists,
  DROP COLUMN status,
  DROP COLUMN skip_reason,
  DROP COLUMN failure_code,
  DROP COLUMN failure_detail,
  DROP COLUMN batch_id,
  DROP COLUMN attempts,
  DROP COLUMN paid_amount,
  DROP COLUMN paid_at,
  DROP COLUMN settled_by_transaction_id,
  ALTER COLUMN account_id TYPE VARCHAR COLLATE "default";

DROP TRIGGER batch_payout_keeps_identity ON batch_payout;
DROP FUNCTION batch_payout_keeps_identity();
DROP INDEX idx_batch_transaction;
DROP INDEX idx_batch_open;
ALTER TABLE batch_payout
  DROP CONSTRAINT batch_payout_status_check,
  DROP CONSTRAINT batch_payout_counts_check,
  DROP CONSTRAINT batch_payout_number_key,
  DROP CONSTRAINT batch_payout_distribution_key,
  DROP COLUMN amount,
  DROP COLUMN paid_amount,
  DROP COLUMN failed_amount,
  DROP COLUMN cancelled_payments,
  DROP COLUMN cancelled_amount,
  DROP COLUMN body,
  DROP COLUMN signed_bytes,
  DROP COLUMN valid_until,
  DROP COLUMN lease_token,
  DROP COLUMN lease_until,
  DROP COLUMN attempts,
  DROP COLUMN retry_depth,
  DROP COLUMN next_attempt_at,
  DROP COLUMN failure_code,
  DROP COLUMN ending,
  DROP COLUMN settled_at,
  DROP COLUMN fee,
  DROP COLUMN split_from,
  ALTER COLUMN successful_payments DROP NOT NULL,
  ALTER COLUMN failed_payments DROP NOT NULL,
  ALTER COLUMN created_at DROP NOT NULL,
  ALTER COLUMN updated_at DROP NOT NULL;

DROP INDEX idx_distribution_created;
ALTER TABLE distribution
  DROP CONSTRAINT distribution_type_check,
  DROP CONSTRAINT distribution_execution_type_check,
  DROP CONSTRAINT distribution_payout_type_check,
  DROP CONSTRAINT distribution_status_check,
  DROP COLUMN idempotency_key,
  DROP COLUMN fingerprint,
  DROP COLUMN corporate_action,
  DROP COLUMN amount_basis,
  DROP COLUMN amount_input,
  DROP COLUMN remainder_policy,
  DROP COLUMN minimum_payment,
  DROP COLUMN create_accounts,
  DROP COLUMN treasury_account_id,
  DROP COLUMN payment_token_id,
  DROP COLUMN payment_token_decimals,
  DROP COLUMN holder_source,
  DROP COLUMN record_date,
  DROP COLUMN snapshot_reference,
  DROP COLUMN snapshot_taken_at,
  DROP COLUMN snapshot_exclusive,
  DROP COLUMN planned_at,
  DROP COLUMN plan_hash,
  DROP COLUMN payable_amount,
  DROP COLUMN retained_amount,
  DROP COLUMN payable_holders,
  DROP COLUMN skipped_holders,
  DROP COLUMN planned_batches,
  DROP COLUMN funded,
  DROP COLUMN held,
  DROP COLUMN cancel_requested,
  DROP COLUMN reconciling_since,
  ALTER COLUMN created_at DROP NOT NULL,
  ALTER COLUMN updated_at DROP NOT NULL;

DROP INDEX idx_asset_created;
ALTER TABLE asset
  DROP CONSTRAINT asset_total_supply_check,
  DROP CONSTRAINT asset_decimals_check,
  DROP CONSTRAINT asset_sync_status_check,
  DROP COLUMN asset_type,
  DROP COLUMN maturity_date,
  DROP COLUMN evm_address,
  DROP COLUMN treasury_account_id,
  DROP COLUMN payment_token_decimals,
  DROP COLUMN paused,
  DROP COLUMN sync_enabled,
  DROP COLUMN sync_error,
  ALTER COLUMN created_at DROP NOT NULL,
  ALTER COLUMN updated_at DROP NOT NULL;
