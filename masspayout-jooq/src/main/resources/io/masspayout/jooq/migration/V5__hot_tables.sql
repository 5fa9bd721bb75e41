-- How the two tables that grow are stored. No row changes; what is written from now on is written so.

-- Each holder of a distribution is updated once, when it is paid, and grows by a quarter. Where its page has room for that, none of the eight
-- indexes is written to (a HOT update). Holders of a batch lie side by side, so a page is updated as a whole: it needs room for all of its rows.
ALTER TABLE holder SET (fillfactor = 45);

-- A batch is claimed, given an id, intended and settled, each time by an index of what is open: its dead rows are in the way of
-- every claim, so they are cleared away when a few per cent are dead, without pauses.
ALTER TABLE batch_payout SET (
  autovacuum_vacuum_scale_factor = 0.02,
  autovacuum_vacuum_cost_delay = 0,
  autovacuum_analyze_scale_factor = 0.02
);
