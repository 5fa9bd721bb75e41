-- Takes back V12. Who was cancelled and is recorded as paid stays so.

ALTER TABLE book
  DROP CONSTRAINT book_restored_check,
  DROP COLUMN lineage,
  DROP COLUMN restored_on,
  DROP COLUMN restored_until;

DROP TRIGGER batch_payout_cancels_its_holders ON batch_payout;
DROP FUNCTION batch_payout_cancels_its_holders();

DROP TRIGGER batch_payout_stays_ended ON batch_payout;
CREATE TRIGGER batch_payout_stays_ended AFTER UPDATE ON batch_payout FOR EACH ROW
  WHEN (OLD.status IN ('COMPLETED', 'FAILED', 'CANCELLED') AND OLD.* IS DISTINCT FROM NEW.*)
  EXECUTE FUNCTION refuse('it has ended and never changes');

DROP TRIGGER holder_stays_final ON holder;
CREATE TRIGGER holder_stays_final AFTER UPDATE ON holder FOR EACH ROW
  WHEN (OLD.status IN ('PAID', 'SKIPPED', 'CANCELLED') AND OLD.* IS DISTINCT FROM NEW.*)
  EXECUTE FUNCTION refuse('it is PAID, SKIPPED or CANCELLED and never changes');
