-- Takes back V11. What the history told is lost with it: the book's id, its ledger, its neighbours, and how far the history was compared. V10 pays
-- without looking at the ledger's history, so it must not be used on a database that may have forgotten.

DROP TRIGGER distribution_leaves_its_id ON distribution;
DROP FUNCTION distribution_leaves_its_id();

ALTER TABLE batch_payout
  DROP CONSTRAINT batch_payout_body_check,
  DROP COLUMN body_holders,
  DROP COLUMN body_amount;

DROP TABLE ledger_record;
DROP TABLE unknown_payment;
DROP TABLE followed_history;
DROP TABLE former_distribution;
DROP TABLE neighbour_book;
DROP TABLE book;
DROP FUNCTION refuse_row();
