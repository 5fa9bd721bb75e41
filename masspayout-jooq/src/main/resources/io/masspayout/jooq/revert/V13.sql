-- Takes back V13: what the last look at a treasury found is forgotten; the next look finds it again. Nothing that concerns money is lost.

ALTER TABLE distribution
  DROP CONSTRAINT distribution_short_check,
  DROP COLUMN short_by,
  DROP COLUMN short_since,
  DROP COLUMN short_seen_at;

ALTER TABLE treasury
  DROP CONSTRAINT treasury_silent_check,
  DROP COLUMN silent_reason,
  DROP COLUMN silent_since,
  DROP COLUMN silent_seen_at;
