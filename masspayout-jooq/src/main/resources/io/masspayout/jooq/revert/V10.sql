-- Takes back V10: a plan that is made afterwards pays the token's own treasury, and an import undoes a rename.

DROP INDEX idx_distribution_alike;

ALTER TABLE distribution
  DROP COLUMN pay_token_treasury,
  DROP COLUMN refuse_unknown_accounts;

ALTER TABLE asset
  DROP COLUMN token_treasury_account_id,
  DROP COLUMN renamed;
