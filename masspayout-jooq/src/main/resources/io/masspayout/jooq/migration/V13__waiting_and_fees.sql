-- What a distribution waits for is said from the database alone: the last look at the treasury stays known. Additive.

ALTER TABLE distribution
  ADD COLUMN short_by NUMERIC,                 -- smallest units that the treasury lacked when the money was to be reserved last; NULL: none
  ADD COLUMN short_since TIMESTAMPTZ,          -- when that was found first ...
  ADD COLUMN short_seen_at TIMESTAMPTZ,        -- ... and last, by the host's clock
  ADD CONSTRAINT distribution_short_check CHECK (short_by > 0
    AND num_nulls(short_by, short_since, short_seen_at) IN (0, 3));

ALTER TABLE treasury
  ADD COLUMN silent_reason VARCHAR,            -- what the gateway said instead of an answer when the treasury was to be looked at last; NULL: it answered
  ADD COLUMN silent_since TIMESTAMPTZ,         -- when it gave none first ...
  ADD COLUMN silent_seen_at TIMESTAMPTZ,       -- ... and last, by the host's clock
  ADD CONSTRAINT treasury_silent_check CHECK (num_nulls(silent_reason, silent_since, silent_seen_at) IN (0, 3));
