-- Takes back V1: the five tables go.

DROP TABLE blockchain_event_listener_config;
DROP TABLE batch_payout;
DROP TABLE holder;
DROP TABLE distribution;
DROP TABLE asset;
