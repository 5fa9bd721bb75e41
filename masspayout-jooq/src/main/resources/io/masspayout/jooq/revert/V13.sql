-- Takes back V13: what the last look at a treasury found is forgotten; the next look finds it again. Nothing that concerns money is lost.

ALTER TABLE distribution
  DROP CONSTRAINT distribution_short_check,
  DROP COLUMN short_by,
  DROP COLUMN short_since,
  DROP COLUMN short_seen_at;

-- A stop that was to be tried with one batch at a time is lifted by the next look at the treasury.
ALTER TABLE treasury
  DROP CONSTRAINT treasury_probe_check,
  DROP CONSTRAINT treasury_probing_check,
  DROP CONSTRAINT treasury_probes_check,
  DROP CONSTRAINT treasury_silent_check,
  DROP COLUMN probing,
  DROP COLUMN probes,
  DROP COLUMN next_probe_at,
  DROP COLUMN probe_open,
  DROP COLUMN probe_batch_id,
  DROP COLUMN lifted_code,
  DROP COLUMN silent_reason,
  DROP COLUMN silent_since,
  DROP COLUMN silent_seen_at;
