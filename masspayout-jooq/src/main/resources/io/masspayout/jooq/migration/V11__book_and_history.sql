-- What tells a database that it has forgotten: its own identity, the ledger that it pays on, and how far the ledger's history has been compared
-- with it. Additive.

-- As refuse, for tables whose rows have no id.
CREATE FUNCTION refuse_row() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION '%: %', TG_TABLE_NAME, TG_ARGV[0] USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
END $$;

-- The book ------------------------------------------------------------------------------------------------------------
-- One row. Its id is part of every derived id and of every memo, so that books that pay from one account never take each other's payments for
-- their own. A copy of the database is the same book.

CREATE TABLE book (
  id UUID PRIMARY KEY,
  only_one BOOLEAN NOT NULL DEFAULT TRUE,
  ledger VARCHAR,                              -- the gateway's fingerprint of the ledger; NULL until the book is first paid from
  bound_at TIMESTAMPTZ,
  longest_reach BIGINT NOT NULL DEFAULT 0,     -- milliseconds from an allocation to the last moment at which it could take effect
  created_at TIMESTAMPTZ NOT NULL,
  CONSTRAINT book_only_one_key UNIQUE (only_one),
  CONSTRAINT book_only_one_check CHECK (only_one),
  CONSTRAINT book_bound_check CHECK ((ledger IS NULL) = (bound_at IS NULL)),
  CONSTRAINT book_longest_reach_check CHECK (longest_reach >= 0)
);
INSERT INTO book (id, created_at) VALUES (gen_random_uuid(), clock_timestamp());

CREATE TRIGGER book_keeps_identity AFTER UPDATE ON book FOR EACH ROW
  WHEN ((OLD.id, OLD.created_at) IS DISTINCT FROM (NEW.id, NEW.created_at) OR NEW.longest_reach < OLD.longest_reach)
  EXECUTE FUNCTION refuse('its id never changes, and its longest reach never shrinks');
CREATE TRIGGER book_stays AFTER DELETE ON book FOR EACH ROW EXECUTE FUNCTION refuse('it is never deleted');

-- Other books that pay from an account, as an operator has declared.
CREATE TABLE neighbour_book (
  account_id VARCHAR COLLATE "C" NOT NULL,
  book_id UUID NOT NULL,
  declared_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (account_id, book_id)
);

-- Distributions that were paid and are not in this database: archived ones, and those that an operator has declared settled elsewhere. Their
-- payments on the ledger are known, and they are never created again.
CREATE TABLE former_distribution (
  distribution_id UUID PRIMARY KEY,
  since TIMESTAMPTZ NOT NULL
);

-- The history ---------------------------------------------------------------------------------------------------------

CREATE TABLE followed_history (
  account_id VARCHAR COLLATE "C" NOT NULL,
  token_id VARCHAR COLLATE "C" NOT NULL,
  kept BOOLEAN NOT NULL DEFAULT TRUE,          -- whether the gateway keeps a history that can be read
  complete_until TIMESTAMPTZ,                  -- ledger time, rounded down
  must_reach TIMESTAMPTZ,                      -- ledger time to which it has to be complete on this server before anything is sent
  followed_at TIMESTAMPTZ,                     -- the database's clock
  lineage VARCHAR,                             -- of the database at the last look: changes with a restore, a failover and a copy ...
  server_start VARCHAR,                        -- ... and each time the server is started
  lease_token UUID,
  lease_owner VARCHAR,
  lease_until TIMESTAMPTZ,                     -- the database's clock
  allowed_until TIMESTAMPTZ,                   -- a person allows payments without a look at the history; the database's clock
  reconciling_since TIMESTAMPTZ,               -- the host's clock
  reconcile_until TIMESTAMPTZ,                 -- ledger time
  reconciling_on VARCHAR,                      -- lineage and start of the server on which the reconcile began
  trouble VARCHAR,                             -- why the last look failed
  trouble_since TIMESTAMPTZ,
  PRIMARY KEY (account_id, token_id),
  CONSTRAINT followed_history_lease_check CHECK ((lease_token IS NULL) = (lease_until IS NULL)),
  CONSTRAINT followed_history_server_check CHECK ((lineage IS NULL) = (server_start IS NULL)),
  CONSTRAINT followed_history_reconcile_check
    CHECK ((reconciling_since IS NULL) = (reconcile_until IS NULL) AND (reconciling_since IS NULL) = (reconciling_on IS NULL)),
  CONSTRAINT followed_history_trouble_check CHECK ((trouble IS NULL) = (trouble_since IS NULL))
) WITH (fillfactor = 50);
CREATE TRIGGER followed_history_moves_on AFTER UPDATE ON followed_history FOR EACH ROW
  WHEN (NEW.complete_until IS NULL AND OLD.complete_until IS NOT NULL OR NEW.complete_until < OLD.complete_until)
  EXECUTE FUNCTION refuse_row('what is compared with the ledger never goes back');

-- Transactions of the ledger's history that name a batch of a book and that this database did not know when they were read.
CREATE TABLE unknown_payment (
  transaction_id VARCHAR COLLATE "C" PRIMARY KEY,
  account_id VARCHAR COLLATE "C" NOT NULL,
  token_id VARCHAR COLLATE "C" NOT NULL,
  memo VARCHAR NOT NULL,
  book_id UUID,                                -- NULL in memos of the first form
  distribution_id UUID NOT NULL,
  batch_id UUID NOT NULL,
  ledger_time TIMESTAMPTZ NOT NULL,
  seen_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX idx_unknown_payment_treasury ON unknown_payment(account_id, token_id, ledger_time);
CREATE TRIGGER unknown_payment_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON unknown_payment
  FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- What the history shows of each transaction that was ticked off: its ledger time and what it cost.
CREATE TABLE ledger_record (
  transaction_id VARCHAR COLLATE "C" PRIMARY KEY,
  ledger_time TIMESTAMPTZ NOT NULL,
  fee BIGINT                                   -- smallest units of the ledger's native currency; NULL where the history does not say
);

-- batch_payout --------------------------------------------------------------------------------------------------------
-- Whom the stored body pays, and how much: a reconcile may take holders out of a batch, and a body that still pays them is never signed.

ALTER TABLE batch_payout
  ADD COLUMN body_holders INT,
  ADD COLUMN body_amount NUMERIC,
  ADD CONSTRAINT batch_payout_body_check CHECK ((body_holders IS NULL) = (body_amount IS NULL));

-- Archiving leaves the ids known.
CREATE FUNCTION distribution_leaves_its_id() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  EXECUTE format('INSERT INTO %I.former_distribution (distribution_id, since)
    SELECT $1, clock_timestamp() ON CONFLICT DO NOTHING', TG_TABLE_SCHEMA) USING OLD.id;
  RETURN NULL;
END $$;
CREATE TRIGGER distribution_leaves_its_id AFTER DELETE ON distribution FOR EACH ROW
  WHEN (OLD.planned_at IS NOT NULL) EXECUTE FUNCTION distribution_leaves_its_id();
