-- Nearly all events are messages that are nothing but their text, of members who may simply write.
-- They are written by this, which looks at no more than that, and leaves out whatever needs a closer
-- look: then write_events has its turn. A message that was sent before breaks the whole batch.
--
-- $1 room, $2 message, $3 by_id, $4 by_name, $5 by_kind, $6 at, $7 client_id, $8 text,
-- $9 event_id, $10 traceparent, $11 event, $12 now,
-- $13 kinds of rooms in which every member may write, $14 how events call these
--
-- Within the event the number is written as "seq":0 and the room's kind as "kind":"public", and both
-- are put in here. A text cannot contain that: its quotes are escaped in JSON.
create function write_plain_messages(
  uuid[], uuid[], uuid[], text[], text[], bigint[], text[], text[],
  uuid[], text[], text[], bigint, text[], text[]
) returns table (place bigint, seq bigint) language plpgsql as $$
#variable_conflict use_column
begin
  -- in the same order everywhere, or two batches could wait for each other
  perform from heads where room = any ($1) order by room for update;

  return query
  with fresh as materialized (
    select b.*, ($14)[array_position($13, r.kind)] as room_kind,
      h.head + row_number() over (partition by b.room order by b.place) as seq
    from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) with ordinality as b (
      room, message, by_id, by_name, by_kind, at, client_id, text,
      event_id, traceparent, event, place)
    join heads h on h.room = b.room
    join rooms r on r.room = b.room
    join members m on m.room = b.room and m.member = b.by_id
    where r.kind = any ($13) and not r.deleted and r.archived_version < r.details_version
      and r.posting_role is null and coalesce(r.slow_seconds, 0) = 0
      -- not "is not null", or a plan could go through all members of the room by their names
      and coalesce(m.role, '') <> '' and coalesce(m.muted_until, 0) <= $12
  ), counted as (
    update heads h set head = l.last
    from (select f.room, max(f.seq) as last from fresh f group by f.room) l
    where h.room = l.room
  ), written as (
    insert into events (room, seq, kind, message, by_id, by_name, by_kind, at, client_id, text)
    select f.room, f.seq, 'sent', f.message, f.by_id, f.by_name, f.by_kind, f.at, f.client_id,
      f.text
    from fresh f
  ), told as (
    insert into outbox (event_id, type, subject, traceparent, event)
    select f.event_id, 'message.sent', f.room::text, f.traceparent,
      replace(
        replace(f.event, '"seq":0', '"seq":' || f.seq),
        '"kind":"public"', '"kind":"' || f.room_kind || '"')
    from fresh f order by f.place
  )
  select f.place, f.seq from fresh f;
end $$;

-- As with write_events: whatever the statistics say while the tables are young, look a row up by its
-- index; and plan that once, not anew for each size of a batch.
alter function write_plain_messages
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
  set plan_cache_mode = force_generic_plan;
