-- Which process has a batch, and since when: beside the token, which only the process itself can tell.

ALTER TABLE batch_payout
  ADD COLUMN lease_owner VARCHAR,
  ADD COLUMN lease_since TIMESTAMPTZ,          -- the database's clock
  ADD CONSTRAINT batch_payout_lease_owner_check CHECK (
    (lease_owner IS NULL) = (lease_since IS NULL) AND (lease_owner IS NULL OR lease_token IS NOT NULL));

-- Workers of earlier versions take and give back leases without a word of their owner. What is left of the last owner would then be told of theirs,
-- so it is taken away. This version's own changes of a lease name owner and time, and never meet this.
CREATE FUNCTION forget_lease_owner() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  NEW.lease_owner := NULL;
  NEW.lease_since := NULL;
  RETURN NEW;
END $$;

CREATE TRIGGER batch_payout_forgets_lease_owner BEFORE UPDATE OF lease_token ON batch_payout
  FOR EACH ROW WHEN (OLD.lease_owner IS NOT NULL
    AND OLD.lease_token IS DISTINCT FROM NEW.lease_token
    AND OLD.lease_since IS NOT DISTINCT FROM NEW.lease_since)
  EXECUTE FUNCTION forget_lease_owner();
