-- Takes back V9: whose turn it is, and how often a listener has failed, is forgotten. Nothing that concerns money is lost.

ALTER TABLE blockchain_event_listener_config
  DROP CONSTRAINT listener_failures_check,
  DROP COLUMN failures,
  DROP COLUMN next_poll_at;

ALTER TABLE distribution
  DROP COLUMN worked_at;
