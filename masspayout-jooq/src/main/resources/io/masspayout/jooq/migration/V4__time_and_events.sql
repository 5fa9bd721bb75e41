-- What scheduled, recurring and automatic distributions, the event listener and due syncs need. Additive.

-- distribution -------------------------------------------------------------------------------------------------------
-- RECURRING and AUTOMATIC rows are templates: what is paid are their occurrences, each a distribution of its own with its parent.

ALTER TABLE distribution
  ADD COLUMN zone VARCHAR,                     -- in which scheduled_time was said, and start_time is counted from
  ADD COLUMN cron_expression VARCHAR,          -- exactly when frequency is CRON
  ADD COLUMN recurrence_end TIMESTAMPTZ,       -- inclusive
  ADD COLUMN recurrence_count BIGINT,
  ADD COLUMN missed_policy VARCHAR,
  ADD COLUMN missed_grace BIGINT,              -- seconds
  ADD COLUMN next_occurrence BIGINT,           -- its number, from 1; NULL when there is none any more
  ADD COLUMN next_occurrence_at TIMESTAMPTZ,
  ADD COLUMN parent_id UUID REFERENCES distribution(id),
  ADD COLUMN occurrence BIGINT,
  ADD COLUMN occurrence_at TIMESTAMPTZ,
  ADD COLUMN trigger_account_id VARCHAR COLLATE "C", -- of an AUTOMATIC one: whose deposits trigger_condition speaks of
  ADD COLUMN trigger_contract_id VARCHAR COLLATE "C", -- of what one made: the deposit that is shared ...
  ADD COLUMN trigger_timestamp BIGINT,         -- ... with ledger time in nanoseconds, as the listener has it
  ADD COLUMN trigger_index INT,
  ADD COLUMN trigger_transaction_id VARCHAR,
  ADD COLUMN trigger_amount NUMERIC,           -- what was deposited, in units of the payment token
  ADD COLUMN start_failure VARCHAR,            -- why it could not be planned when it was due ...
  ADD COLUMN start_failures INT NOT NULL DEFAULT 0,
  ADD COLUMN next_start_at TIMESTAMPTZ;        -- ... and when that is tried again, by the host's clock

-- Nothing of an earlier version was run by a clock or by an event. What such rows say of it stays to be read; a person executes them.
UPDATE distribution SET execution_type = 'MANUAL' WHERE execution_type <> 'MANUAL';

ALTER TABLE distribution
  DROP CONSTRAINT distribution_amount_basis_check,
  ADD CONSTRAINT distribution_amount_basis_check
    CHECK (amount_basis IN ('TOTAL', 'PER_HOLDER', 'PER_UNIT', 'TREASURY_PERCENTAGE', 'DEPOSIT_PERCENTAGE')),
  ADD CONSTRAINT distribution_deposit_percentage_check
    CHECK (amount_basis <> 'DEPOSIT_PERCENTAGE' OR execution_type = 'AUTOMATIC'),
  ADD CONSTRAINT distribution_scheduled_check CHECK (execution_type <> 'SCHEDULED' OR scheduled_time IS NOT NULL),
  ADD CONSTRAINT distribution_recurring_check
    CHECK (execution_type <> 'RECURRING'
        OR frequency IN ('HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY', 'QUARTERLY', 'YEARLY', 'CRON')
           AND (frequency = 'CRON') = (cron_expression IS NOT NULL)
           AND start_time IS NOT NULL AND zone IS NOT NULL AND missed_grace >= 0
           AND missed_policy IN ('RUN_ALL', 'RUN_LATEST', 'SKIP')),
  ADD CONSTRAINT distribution_automatic_check CHECK (execution_type <> 'AUTOMATIC' OR trigger_condition IS NOT NULL AND trigger_account_id IS NOT NULL),
  ADD CONSTRAINT distribution_template_check
    CHECK (execution_type NOT IN ('RECURRING', 'AUTOMATIC')
        OR planned_at IS NULL AND parent_id IS NULL AND status IN ('PENDING', 'COMPLETED', 'CANCELLED')),
  ADD CONSTRAINT distribution_next_occurrence_check
    CHECK ((next_occurrence IS NULL) = (next_occurrence_at IS NULL)
       AND (next_occurrence IS NULL OR execution_type = 'RECURRING' AND status = 'PENDING' AND next_occurrence >= 1)),
  -- A child has one reason: its parent's turn came, or something happened.
  ADD CONSTRAINT distribution_parent_check
    CHECK ((occurrence IS NULL) = (occurrence_at IS NULL)
       AND (trigger_contract_id IS NULL) = (trigger_timestamp IS NULL)
       AND (trigger_contract_id IS NULL) = (trigger_index IS NULL)
       AND (trigger_contract_id IS NULL) = (trigger_transaction_id IS NULL)
       AND (trigger_contract_id IS NULL) = (trigger_amount IS NULL)
       AND (parent_id IS NULL) = (occurrence IS NULL AND trigger_contract_id IS NULL)
       AND (occurrence IS NULL OR trigger_contract_id IS NULL)),
  ADD CONSTRAINT distribution_start_failure_check CHECK ((start_failure IS NULL) = (next_start_at IS NULL));

-- A turn comes once, and what was deposited is shared once among the holders of an asset, whoever writes to the schema.
CREATE UNIQUE INDEX idx_distribution_occurrence ON distribution(parent_id, occurrence_at) WHERE occurrence_at IS NOT NULL;
CREATE UNIQUE INDEX idx_distribution_trigger
  ON distribution(asset_id, trigger_contract_id, trigger_timestamp, trigger_index) WHERE trigger_contract_id IS NOT NULL;
CREATE INDEX idx_distribution_parent ON distribution(parent_id, created_at, id) WHERE parent_id IS NOT NULL;
CREATE INDEX idx_distribution_start ON distribution(scheduled_time, id)
  WHERE status = 'PENDING' AND execution_type = 'SCHEDULED' AND planned_at IS NULL;
CREATE INDEX idx_distribution_next_occurrence ON distribution(next_occurrence_at, id) WHERE next_occurrence_at IS NOT NULL;
CREATE INDEX idx_distribution_automatic ON distribution(trigger_account_id, created_at, id)
  WHERE execution_type = 'AUTOMATIC' AND status = 'PENDING';

CREATE TRIGGER distribution_keeps_parent AFTER UPDATE ON distribution FOR EACH ROW
  WHEN (OLD.parent_id IS DISTINCT FROM NEW.parent_id OR OLD.occurrence_at IS DISTINCT FROM NEW.occurrence_at
     OR OLD.trigger_contract_id IS DISTINCT FROM NEW.trigger_contract_id
     OR OLD.trigger_timestamp IS DISTINCT FROM NEW.trigger_timestamp
     OR OLD.trigger_index IS DISTINCT FROM NEW.trigger_index)
  EXECUTE FUNCTION refuse('what it was made for never changes');
CREATE TRIGGER distribution_occurrences_move_on AFTER UPDATE OF next_occurrence, next_occurrence_at ON distribution FOR EACH ROW
  WHEN (NEW.next_occurrence <= OLD.next_occurrence AND NEW.next_occurrence_at IS DISTINCT FROM OLD.next_occurrence_at
     OR NEW.next_occurrence < OLD.next_occurrence OR OLD.next_occurrence IS NULL AND NEW.next_occurrence IS NOT NULL)
  EXECUTE FUNCTION refuse('its occurrences never go back');

-- asset --------------------------------------------------------------------------------------------------------------

ALTER TABLE asset
  ADD COLUMN register_snapshot VARCHAR,        -- the gateway's name for the instant the register is of ...
  ADD COLUMN register_at TIMESTAMPTZ,          -- ... and the ledger's time of it
  ADD COLUMN next_sync_at TIMESTAMPTZ,         -- the host's clock; NULL: at once
  ADD COLUMN sync_failures INT NOT NULL DEFAULT 0,
  ADD CONSTRAINT asset_register_check CHECK ((register_snapshot IS NULL) = (register_at IS NULL));

CREATE INDEX idx_asset_sync_due ON asset(next_sync_at NULLS FIRST, id) WHERE sync_enabled;

-- listener -----------------------------------------------------------------------------------------------------------
-- The cursor is last_processed_timestamp and last_processed_index together: any number of events may share a time.

ALTER TABLE blockchain_event_listener_config
  ADD COLUMN handled_events BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN skipped_events BIGINT NOT NULL DEFAULT 0,       -- of a type nobody knows or handles
  ADD COLUMN parked_events BIGINT NOT NULL DEFAULT 0,        -- see parked_event
  ADD COLUMN last_error VARCHAR,                             -- why the last look at the ledger failed
  ADD COLUMN polled_at TIMESTAMPTZ;

-- A cursor of an earlier version has no index; every event of its time was processed.
UPDATE blockchain_event_listener_config SET last_processed_index = 2147483647
  WHERE last_processed_timestamp IS NOT NULL AND last_processed_index IS NULL;

ALTER TABLE blockchain_event_listener_config
  ADD CONSTRAINT listener_cursor_check
    CHECK ((last_processed_timestamp IS NULL) = (last_processed_index IS NULL)
       AND last_processed_timestamp >= 0 AND last_processed_index >= 0),
  ADD CONSTRAINT listener_counts_check CHECK (handled_events >= 0 AND skipped_events >= 0 AND parked_events >= 0);

CREATE TRIGGER blockchain_event_listener_config_moves_on AFTER UPDATE ON blockchain_event_listener_config FOR EACH ROW
  WHEN (OLD.last_processed_timestamp IS NOT NULL
    AND (NEW.last_processed_timestamp IS NULL
      OR (NEW.last_processed_timestamp, NEW.last_processed_index) < (OLD.last_processed_timestamp, OLD.last_processed_index)))
  EXECUTE FUNCTION refuse('its cursor never goes back: events would be handled again');

-- Events that could not be handled. They wait here with the reason and keep nobody waiting.
CREATE TABLE parked_event (
  id UUID PRIMARY KEY,
  contract_id VARCHAR COLLATE "C" NOT NULL,
  event_timestamp BIGINT NOT NULL,
  event_index INT NOT NULL,
  type VARCHAR NOT NULL,
  transaction_id VARCHAR NOT NULL,
  attributes JSONB NOT NULL,
  reason VARCHAR NOT NULL,
  parked_at TIMESTAMPTZ NOT NULL,
  attempts INT NOT NULL DEFAULT 1,
  handled_at TIMESTAMPTZ                       -- when a later try succeeded
);
CREATE UNIQUE INDEX idx_parked_event_position ON parked_event(contract_id, event_timestamp, event_index);
CREATE INDEX idx_parked_event_open ON parked_event(contract_id, event_timestamp, event_index) WHERE handled_at IS NULL;
