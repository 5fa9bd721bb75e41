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
  -- A stop that no look at the treasury can judge is tried with one batch at a time, as each try costs a fee.
  ADD COLUMN probing BOOLEAN NOT NULL DEFAULT FALSE,   -- whether the stop is such a one
  ADD COLUMN probes INT NOT NULL DEFAULT 0,            -- tries that were begun since money was paid last
  ADD COLUMN next_probe_at TIMESTAMPTZ,                -- when the next may begin, by the host's clock; NULL after the last
  ADD COLUMN probe_open BOOLEAN NOT NULL DEFAULT FALSE,  -- a try was begun, and no worker has sent its batch yet
  ADD COLUMN probe_batch_id UUID,                      -- the batch of the last try: where it takes effect, the stop is lifted
  ADD COLUMN lifted_code VARCHAR,                      -- of a stop that a look has lifted, while nothing was paid since
  ADD CONSTRAINT treasury_silent_check CHECK (num_nulls(silent_reason, silent_since, silent_seen_at) IN (0, 3)),
  ADD CONSTRAINT treasury_probes_check CHECK (probes BETWEEN 0 AND 7),
  ADD CONSTRAINT treasury_probing_check CHECK (NOT probing OR stopped_code IS NOT NULL),
  ADD CONSTRAINT treasury_probe_check CHECK (probing OR num_nulls(next_probe_at, probe_batch_id) = 2 AND NOT probe_open);
