-- Takes out what has been published, and gives the first events of what is left. The rows are found by
-- their positions whatever PostgreSQL believes of the table: it is empty when most plans are made, and
-- then to go through all of it looks cheap.
create function relay_outbox(published bigint[], most int) returns setof outbox
language plpgsql as $$
begin
  delete from outbox o where o.position = any (published);
  return query select * from outbox o order by o.position limit most;
end $$;

alter function relay_outbox set enable_seqscan = off set plan_cache_mode = force_generic_plan;
