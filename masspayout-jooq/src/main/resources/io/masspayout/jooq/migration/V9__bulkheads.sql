-- What fails, fails alone: how often it has failed and when it is tried again outlive a restart, and what waits takes turns. Additive.

-- start_failure, start_failures and next_start_at of V4 say so of a distribution that is being paid, too: why work on it failed last.
ALTER TABLE distribution
  ADD COLUMN worked_at TIMESTAMPTZ;            -- when a worker took it up last, by the host's clock: whose turn was longest ago comes first

ALTER TABLE blockchain_event_listener_config
  ADD COLUMN failures INT NOT NULL DEFAULT 0,  -- looks that failed in a row, see last_error ...
  ADD COLUMN next_poll_at TIMESTAMPTZ,         -- ... and when the next one is due, by the host's clock; NULL: at once
  ADD CONSTRAINT listener_failures_check CHECK (failures >= 0 AND (failures = 0) = (next_poll_at IS NULL));
