-- Registers and requests that say what they mean. Additive.

-- The treasury that the ledger names for the token holds what is not issued; NULL until the ledger was asked. A name that a person gave is not
-- undone by an import.
ALTER TABLE asset
  ADD COLUMN token_treasury_account_id VARCHAR,
  ADD COLUMN renamed BOOLEAN NOT NULL DEFAULT FALSE;

UPDATE asset a SET renamed = TRUE
  WHERE EXISTS (SELECT 1 FROM audit_event e
    WHERE e.subject = 'asset' AND e.subject_id = a.id::TEXT AND e.event = 'renamed' AND e.to_state = a.name);

-- Who takes part, beside what create_accounts says. What is planned already stays as it is planned.
ALTER TABLE distribution
  ADD COLUMN pay_token_treasury BOOLEAN NOT NULL DEFAULT FALSE,
  ADD COLUMN refuse_unknown_accounts BOOLEAN NOT NULL DEFAULT FALSE;

-- By which a probable duplicate is looked for, whenever a distribution is declared or previewed.
CREATE INDEX idx_distribution_alike ON distribution(asset_id, type, amount_basis, amount_input);
