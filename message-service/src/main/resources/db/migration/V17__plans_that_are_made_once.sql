-- Its plans are for each size of a batch the same; to make them anew with each call took PostgreSQL
-- three times as long as to write an event.
alter function write_events set plan_cache_mode = force_generic_plan;
