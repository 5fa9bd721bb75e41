-- Takes back V3: nothing is refused any more but what V2 refuses. No row is lost.

DROP TRIGGER holder_fits_batch ON holder;
DROP TRIGGER holder_is_in_plan ON holder;
DROP TRIGGER holder_not_truncated ON holder;
DROP TRIGGER holder_stays ON holder;
DROP TRIGGER holder_paid_otherwise_stays_failed ON holder;
DROP TRIGGER holder_follows_states ON holder;
DROP TRIGGER holder_stays_final ON holder;
DROP TRIGGER holder_keeps_plan ON holder;
DROP TRIGGER holder_paid_by_batch ON holder;
ALTER TABLE holder DROP CONSTRAINT holder_paid_what_is_due_check;

DROP TRIGGER batch_payout_accounts_for_holders ON batch_payout;
DROP TRIGGER batch_payout_not_truncated ON batch_payout;
DROP TRIGGER batch_payout_stays ON batch_payout;
DROP TRIGGER batch_payout_keeps_amount ON batch_payout;
DROP TRIGGER batch_payout_keeps_place ON batch_payout;
DROP TRIGGER batch_payout_stays_ended ON batch_payout;
DROP TRIGGER batch_payout_adds_up ON batch_payout;

DROP TRIGGER distribution_not_truncated ON distribution;
DROP TRIGGER distribution_stays ON distribution;
DROP TRIGGER distribution_keeps_plan ON distribution;

DROP FUNCTION holder_fits_batch();
DROP FUNCTION holder_is_in_plan();
DROP FUNCTION batch_payout_accounts_for_holders();
DROP FUNCTION refuse_truncate();
DROP FUNCTION refuse();
