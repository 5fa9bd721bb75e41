-- Takes back V7: leases have no owner again. Nothing is lost that decides about a payment.

DROP TRIGGER batch_payout_forgets_lease_owner ON batch_payout;
DROP FUNCTION forget_lease_owner();
ALTER TABLE batch_payout
  DROP CONSTRAINT batch_payout_lease_owner_check,
  DROP COLUMN lease_owner,
  DROP COLUMN lease_since;
