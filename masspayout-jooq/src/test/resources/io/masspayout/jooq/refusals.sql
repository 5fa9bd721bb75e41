-- A distribution in mid-run. $n is the row with that number.
INSERT INTO asset (id, token_id, name, symbol, total_supply, decimals)
VALUES ($1, '0.0.100', 'Acme', 'ACM', 100, 0), ($100, '0.0.101', 'Other', 'OTH', 100, 0);
INSERT INTO distribution (id, asset_id, type, execution_type, payout_type, amount, status, idempotency_key, fingerprint,
  amount_basis, amount_input, remainder_policy, minimum_payment, treasury_account_id, payment_token_id, payment_token_decimals,
  holder_source)
SELECT id, $1, 'DIVIDEND', 'MANUAL', 'PERCENTAGE', 40, 'PENDING', key, 'print', 'TOTAL', 40, 'DISTRIBUTE', 0, '0.0.2', 'HBAR', 2,
  'REGISTER'
FROM (VALUES ($2, 'in mid-run'), ($200, 'planned, nobody in it'), ($2000, 'not planned')) AS d(id, key);

-- 3 is in flight, 7 has paid one of two, 10 waits, 12 is new and holds nobody yet, 28 was cancelled.
INSERT INTO batch_payout (id, distribution_id, batch_number, total_holders, amount, status, transaction_id, valid_until, body,
  signed_bytes)
VALUES ($3, $2, 1, 1, 10, 'PROCESSING', 't3', NOW(), 'b', 's');
INSERT INTO batch_payout (id, distribution_id, batch_number, total_holders, amount, status, ending, transaction_id, valid_until, body,
  signed_bytes, successful_payments, failed_payments, paid_amount, failed_amount)
VALUES ($7, $2, 2, 2, 20, 'COMPLETED', 'TOOK_EFFECT', 't7', NOW(), 'b', 's', 1, 1, 10, 10);
INSERT INTO batch_payout (id, distribution_id, batch_number, total_holders, amount, status)
VALUES ($10, $2, 3, 1, 10, 'PENDING'), ($12, $2, 4, 1, 10, 'PENDING');
INSERT INTO batch_payout (id, distribution_id, batch_number, total_holders, amount, status, cancelled_payments, cancelled_amount)
VALUES ($28, $2, 5, 1, 10, 'CANCELLED', 1, 10);

-- 4 is in flight, 11 waits, 8 is paid, 9 has failed, 13 was skipped, 14 got another amount, 15 failed before there were batches, 29 was cancelled.
INSERT INTO holder (id, asset_id, distribution_id, account_id, account_as_given, balance, payment_amount, paid, status, batch_id)
VALUES ($4, $1, $2, '0.0.4', '0.0.4', 100, 10, FALSE, 'PENDING', $3),
  ($11, $1, $2, '0.0.11', '0.0.11', 100, 10, FALSE, 'PENDING', $10),
  ($29, $1, $2, '0.0.19', '0.0.19', 100, 10, FALSE, 'CANCELLED', $28);
INSERT INTO holder (id, asset_id, distribution_id, account_id, account_as_given, balance, payment_amount, paid, status, batch_id,
  paid_amount, paid_at, settled_by_transaction_id)
VALUES ($8, $1, $2, '0.0.8', '0.0.8', 100, 10, TRUE, 'PAID', $7, 10, NOW(), 't7');
INSERT INTO holder (id, asset_id, distribution_id, account_id, account_as_given, balance, payment_amount, paid, status, batch_id,
  failure_code)
VALUES ($9, $1, $2, '0.0.9', '0.0.9', 100, 10, FALSE, 'FAILED', $7, 'RECIPIENT_REFUSED'),
  ($14, $1, $2, '0.0.14', '0.0.14', 100, 10, FALSE, 'FAILED', $7, 'LEDGER_DISAGREES'),
  ($15, $1, $2, '0.0.15', '0.0.15', 100, 10, FALSE, 'FAILED', NULL, 'UNPAID_BEFORE_MIGRATION');
INSERT INTO holder (id, asset_id, distribution_id, account_id, account_as_given, balance, payment_amount, paid, status, skip_reason)
VALUES ($13, $1, $2, '0.0.13', '0.0.13', 0, 0, FALSE, 'SKIPPED', 'ZERO_BALANCE');
INSERT INTO holder (id, asset_id, account_id, account_as_given, balance) VALUES ($16, $1, '0.0.4', '0.0.4', 100);
INSERT INTO payment_attempt VALUES ($17, $2, $7, '0.0.9', 't7', 'RECIPIENT_REFUSED', '', NOW());

UPDATE distribution SET planned_at = NOW(), plan_hash = 'hash', payable_amount = 40, retained_amount = 0, payable_holders = 6,
  skipped_holders = 1, planned_batches = 4, status = 'PROCESSING' WHERE id IN ($2, $200);

-- 300 comes round each day, 301 is its first turn, 302 shares a deposit; 303 is a listener in mid-course.
INSERT INTO distribution (id, asset_id, type, execution_type, payout_type, status, idempotency_key, fingerprint, amount_basis,
  amount_input, remainder_policy, minimum_payment, treasury_account_id, payment_token_id, payment_token_decimals, holder_source,
  frequency, start_time, zone, missed_policy, missed_grace, next_occurrence, next_occurrence_at)
VALUES ($300, $1, 'DIVIDEND', 'RECURRING', 'PERCENTAGE', 'PENDING', 'daily', 'print', 'TOTAL', 40, 'DISTRIBUTE', 0, '0.0.2', 'HBAR', 2,
  'REGISTER', 'DAILY', '2026-11-01T09:00:00Z', 'UTC', 'RUN_ALL', 0, 2, '2026-11-02T09:00:00Z');
INSERT INTO distribution (id, asset_id, type, execution_type, payout_type, status, idempotency_key, fingerprint, amount_basis,
  amount_input, remainder_policy, minimum_payment, treasury_account_id, payment_token_id, payment_token_decimals, holder_source,
  scheduled_time, parent_id, occurrence, occurrence_at, trigger_contract_id, trigger_timestamp, trigger_index, trigger_transaction_id,
  trigger_amount)
SELECT id, $1, 'DIVIDEND', 'SCHEDULED', 'PERCENTAGE', 'PENDING', key, 'print', 'TOTAL', 40, 'DISTRIBUTE', 0, '0.0.2', 'HBAR', 2,
  'REGISTER', NOW(), $300, occurrence, occurrence_at::timestamptz, contract, ts, idx, tx, amount
FROM (VALUES ($301, 'first turn', 1, '2026-11-01T09:00:00Z', NULL, NULL::bigint, NULL::int, NULL, NULL::numeric),
  ($302, 'deposit', NULL, NULL, '0.0.2', 17, 0, 'tx', 5)) AS d(id, key, occurrence, occurrence_at, contract, ts, idx, tx, amount);
INSERT INTO blockchain_event_listener_config (id, contract_id, last_processed_timestamp, last_processed_index)
VALUES ($303, '0.0.2', 17, 3);
