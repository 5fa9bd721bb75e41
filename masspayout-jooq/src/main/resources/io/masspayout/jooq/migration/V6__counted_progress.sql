-- How far a distribution is, counted as its batches change: who asks for progress need not read 100,000 of them.

-- The sums of a distribution's batches in each state: of the columns of the same name, how many they are, and how many of them wait for a time.
-- Each session adds to a part of its own, as far as there are parts: if all added to one row, they would wait for one another's commits. So only
-- the sum over all parts means anything; one alone may be below zero.
CREATE TABLE distribution_tally (
  distribution_id UUID NOT NULL REFERENCES distribution(id) ON DELETE CASCADE,
  part INT NOT NULL,
  status VARCHAR NOT NULL,
  batches BIGINT NOT NULL,
  waiting BIGINT NOT NULL,
  total_holders BIGINT NOT NULL,
  amount NUMERIC NOT NULL,
  successful_payments BIGINT NOT NULL,
  paid_amount NUMERIC NOT NULL,
  failed_payments BIGINT NOT NULL,
  failed_amount NUMERIC NOT NULL,
  cancelled_payments BIGINT NOT NULL,
  cancelled_amount NUMERIC NOT NULL,
  PRIMARY KEY (distribution_id, part, status)
) WITH (
  -- A row is updated thousands of times: in its page, whose dead rows the next update clears away.
  fillfactor = 25,
  autovacuum_vacuum_scale_factor = 0.02,
  autovacuum_vacuum_cost_delay = 0
);

-- Sixty-four parts: as many as sessions that work at once on a large server; two in one part only wait for each other.
CREATE FUNCTION tally_new_batches() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  PERFORM set_config('search_path', quote_ident(TG_TABLE_SCHEMA) || ', pg_temp', TRUE);
  INSERT INTO distribution_tally AS t (distribution_id, part, status, batches, waiting, total_holders, amount,
      successful_payments, paid_amount, failed_payments, failed_amount, cancelled_payments, cancelled_amount)
    SELECT d.distribution_id, pg_backend_pid() % 64, d.status,
      SUM(d.sign), COALESCE(SUM(d.sign) FILTER (WHERE d.next_attempt_at IS NOT NULL), 0),
      SUM(d.sign * d.total_holders), SUM(d.sign * d.amount),
      SUM(d.sign * d.successful_payments), SUM(d.sign * d.paid_amount),
      SUM(d.sign * d.failed_payments), SUM(d.sign * d.failed_amount),
      SUM(d.sign * d.cancelled_payments), SUM(d.sign * d.cancelled_amount)
    FROM (SELECT 1 AS sign, w.* FROM written w) d
    GROUP BY d.distribution_id, d.status
    ORDER BY d.distribution_id, d.status
    ON CONFLICT (distribution_id, part, status) DO UPDATE SET
      batches = t.batches + EXCLUDED.batches,
      waiting = t.waiting + EXCLUDED.waiting,
      total_holders = t.total_holders + EXCLUDED.total_holders,
      amount = t.amount + EXCLUDED.amount,
      successful_payments = t.successful_payments + EXCLUDED.successful_payments,
      paid_amount = t.paid_amount + EXCLUDED.paid_amount,
      failed_payments = t.failed_payments + EXCLUDED.failed_payments,
      failed_amount = t.failed_amount + EXCLUDED.failed_amount,
      cancelled_payments = t.cancelled_payments + EXCLUDED.cancelled_payments,
      cancelled_amount = t.cancelled_amount + EXCLUDED.cancelled_amount;
  RETURN NULL;
END $$;

-- Most changes of a batch are of its lease and its bytes, and count for nothing.
CREATE FUNCTION tally_changed_batches() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  PERFORM set_config('search_path', quote_ident(TG_TABLE_SCHEMA) || ', pg_temp', TRUE);
  INSERT INTO distribution_tally AS t (distribution_id, part, status, batches, waiting, total_holders, amount,
      successful_payments, paid_amount, failed_payments, failed_amount, cancelled_payments, cancelled_amount)
    SELECT d.distribution_id, pg_backend_pid() % 64, d.status,
      SUM(d.sign), COALESCE(SUM(d.sign) FILTER (WHERE d.next_attempt_at IS NOT NULL), 0),
      SUM(d.sign * d.total_holders), SUM(d.sign * d.amount),
      SUM(d.sign * d.successful_payments), SUM(d.sign * d.paid_amount),
      SUM(d.sign * d.failed_payments), SUM(d.sign * d.failed_amount),
      SUM(d.sign * d.cancelled_payments), SUM(d.sign * d.cancelled_amount)
    FROM (SELECT 1 AS sign, w.* FROM written w UNION ALL SELECT -1, r.* FROM replaced r) d
    GROUP BY d.distribution_id, d.status
    HAVING (SUM(d.sign), COALESCE(SUM(d.sign) FILTER (WHERE d.next_attempt_at IS NOT NULL), 0),
      SUM(d.sign * d.total_holders), SUM(d.sign * d.amount),
      SUM(d.sign * d.successful_payments), SUM(d.sign * d.paid_amount),
      SUM(d.sign * d.failed_payments), SUM(d.sign * d.failed_amount),
      SUM(d.sign * d.cancelled_payments), SUM(d.sign * d.cancelled_amount)) <> (0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    ORDER BY d.distribution_id, d.status
    ON CONFLICT (distribution_id, part, status) DO UPDATE SET
      batches = t.batches + EXCLUDED.batches,
      waiting = t.waiting + EXCLUDED.waiting,
      total_holders = t.total_holders + EXCLUDED.total_holders,
      amount = t.amount + EXCLUDED.amount,
      successful_payments = t.successful_payments + EXCLUDED.successful_payments,
      paid_amount = t.paid_amount + EXCLUDED.paid_amount,
      failed_payments = t.failed_payments + EXCLUDED.failed_payments,
      failed_amount = t.failed_amount + EXCLUDED.failed_amount,
      cancelled_payments = t.cancelled_payments + EXCLUDED.cancelled_payments,
      cancelled_amount = t.cancelled_amount + EXCLUDED.cancelled_amount;
  RETURN NULL;
END $$;

CREATE TRIGGER batch_payout_is_counted AFTER INSERT ON batch_payout REFERENCING NEW TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION tally_new_batches();
CREATE TRIGGER batch_payout_is_counted_again AFTER UPDATE ON batch_payout
  REFERENCING OLD TABLE AS replaced NEW TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION tally_changed_batches();

INSERT INTO distribution_tally (distribution_id, part, status, batches, waiting, total_holders, amount,
    successful_payments, paid_amount, failed_payments, failed_amount, cancelled_payments, cancelled_amount)
  SELECT d.distribution_id, 0, d.status,
    COUNT(*), COUNT(d.next_attempt_at),
    SUM(d.total_holders), SUM(d.amount),
    SUM(d.successful_payments), SUM(d.paid_amount),
    SUM(d.failed_payments), SUM(d.failed_amount),
    SUM(d.cancelled_payments), SUM(d.cancelled_amount)
  FROM batch_payout d
  GROUP BY d.distribution_id, d.status;
