-- What is forgotten moves no head, so it is counted: a head and this number name one edition of a
-- room's stream, and whoever has kept a piece of that edition has it still as it is.
alter table heads add column forgotten bigint not null default 0;

alter function forget_events(uuid, bigint, int) rename to forget_oldest_events;

create function forget_events(which uuid, before bigint, size int) returns bigint
language plpgsql as $$
declare
  events constant bigint := forget_oldest_events(which, before, size);
begin
  if events > 0 then
    update heads h set forgotten = h.forgotten + 1 where h.room = which;
  end if;
  return events;
end $$;
