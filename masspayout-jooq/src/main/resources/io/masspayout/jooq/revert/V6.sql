-- Takes back V6: progress is added up from the batches again. Nothing is lost that they do not say.

DROP TRIGGER batch_payout_is_counted_again ON batch_payout;
DROP TRIGGER batch_payout_is_counted ON batch_payout;
DROP FUNCTION tally_changed_batches();
DROP FUNCTION tally_new_batches();
DROP TABLE distribution_tally;
