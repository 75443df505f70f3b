-- What a batch looks up it finds by an index, row by row, whatever PostgreSQL believes of the tables.
-- It expects ten rows of each array, and makes its plans when a connection first needs them, perhaps
-- while the tables are empty or small. So it went through all rooms for each batch, through all members
-- of a room for each message, and an "exists" among other conditions read all events into a hash. Hence
-- lookups that cannot be taken apart (offset 0) nor hashed, an order that only the right index has, and
-- "on conflict" instead of a join.
create or replace function events_have_no_gaps() returns trigger language plpgsql as $$
declare
  broken uuid;
begin
  select a.room into broken
  from (
    select room, min(seq) as first, max(seq) as last, count(*) as size from added group by room
  ) a left join heads h on h.room = a.room
  where a.last - a.first + 1 <> a.size
     or a.last is distinct from h.head
     or a.first > 1
        and a.first - 1 is distinct from (
          select e.seq from events e
          where e.room = a.room and e.seq >= a.first - 1 order by e.seq limit 1)
  limit 1;
  if found then
    raise exception 'the stream of room % would have a gap', broken
      using errcode = 'integrity_constraint_violation';
  end if;
  return null;
end $$;

-- As before, but for how it finds what was sent before.
--
-- Writes the events of a batch, in their order, with their numbers and their outbox rows, and says
-- which number each has. It holds the rooms' heads from the beginning, so what it then looks at is
-- final: an event that would change nothing (sent before, deleted already, reacted already, too
-- many, too soon) is left out, takes no number and is missing in the answer.
--
--  $1 room, $2 kind, $3 message, $4 by_id, $5 by_name, $6 by_kind, $7 at, $8 client_id, $9 text,
-- $10 reply_to, $11 mentions, $12 mentions_room, $13 emoji, $14 given, $15 version, $16 frame,
-- $17 seconds of slow mode, $18 event_id, $19 type, $20 traceparent, $21 event,
-- $22 most emojis of a message, $23 most pins of a room
--
-- Within event and frame the number is written as "seq":0, and put in here. A text cannot contain
-- that: its quotes are escaped in JSON.
create or replace function write_events(
  uuid[], text[], uuid[], uuid[], text[], text[], bigint[], text[], text[],
  uuid[], text[], boolean[], text[], boolean[], bigint[], text[],
  int[], uuid[], text[], text[], text[],
  int, int
) returns table (place bigint, seq bigint) language plpgsql as $$
#variable_conflict use_column
declare
  e record;
  took_effect boolean;
  without_effect bigint[] := '{}';
begin
  insert into heads (room, head) select distinct r, 0 from unnest($1) r order by r
  on conflict do nothing;
  -- in the same order everywhere, or two batches could wait for each other
  perform from heads where room = any ($1) order by room for update;

  for e in
    select b.* from unnest($1, $2, $3, $4, $7, $8, $9, $11, $12, $13, $14, $15, $17)
      with ordinality as b (room, kind, message, by_id, at, client_id, text, mentions,
        mentions_room, emoji, given, version, slow, place)
    where b.kind <> 'sent' or b.slow is not null
    order by b.place
  loop
    case e.kind
      when 'sent' then
        insert into paces as p (room, member, at)
        select e.room, e.by_id, e.at
        where not exists (
          select from events s
          where s.room = e.room and s.by_id = e.by_id and s.client_id = e.client_id)
        on conflict (room, member) do update set at = excluded.at
        where p.at <= excluded.at - e.slow * 1000;
        took_effect := found;
      when 'edited' then
        update events m
        set now_text = e.text, mentions = e.mentions::uuid[], mentions_room = e.mentions_room,
            edited_at = e.at
        where m.room = e.room and m.message = e.message and m.kind = 'sent'
          and m.deleted_at is null and coalesce(m.now_text, m.text) <> e.text;
        took_effect := found;
      when 'deleted' then
        update events m
        set text = null, now_text = null, mentions = '{}', mentions_room = false,
            deleted_at = e.at, pinned_at = null, reacted = false
        where m.room = e.room and m.message = e.message and m.kind = 'sent'
          and m.deleted_at is null;
        took_effect := found;
        update events m set text = null
        where m.room = e.room and m.message = e.message and m.kind = 'edited';
        delete from reactions r where r.room = e.room and r.message = e.message;
      when 'reacted' then
        if e.given then
          insert into reactions (room, message, emoji, by_id, at)
          select e.room, e.message, e.emoji, e.by_id, e.at
          where exists (
              select from events m
              where m.room = e.room and m.message = e.message and m.kind = 'sent'
                and m.deleted_at is null)
            and (select count(distinct r.emoji) from reactions r
              where r.room = e.room and r.message = e.message and r.emoji <> e.emoji) < $22
          on conflict do nothing;
        else
          delete from reactions r
          where r.room = e.room and r.message = e.message and r.emoji = e.emoji
            and r.by_id = e.by_id;
        end if;
        took_effect := found;
        update events m
        set reacted = exists (
          select from reactions r where r.room = e.room and r.message = e.message)
        where took_effect and m.room = e.room and m.message = e.message and m.kind = 'sent';
      when 'pinned' then
        update events m set pinned_at = case when e.given then e.at end
        where m.room = e.room and m.message = e.message and m.kind = 'sent'
          and m.deleted_at is null and (m.pinned_at is not null) <> e.given
          and (not e.given
            or (select count(*) from events p
              where p.room = e.room and p.pinned_at is not null) < $23);
        took_effect := found;
      else
        took_effect := not exists (
          select from events x where x.room = e.room and x.version = e.version);
    end case;
    if not took_effect then
      without_effect := without_effect || e.place;
    end if;
  end loop;

  return query
  with fresh as materialized (
    select b.*, h.head + row_number() over (partition by b.room order by b.place) as seq
    from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
        $18, $19, $20, $21)
      with ordinality as b (room, kind, message, by_id, by_name, by_kind, at, client_id, text,
        reply_to, mentions, mentions_room, emoji, given, version, frame,
        event_id, type, traceparent, event, place)
    cross join lateral (select h.head from heads h where h.room = b.room offset 0) h
    where b.place <> all (without_effect)
      and (b.kind <> 'sent' or (
        select s.seq from events s
        where s.room = b.room and s.by_id = b.by_id and s.client_id = b.client_id) is null)
  ), counted as (
    insert into heads (room, head) select f.room, max(f.seq) from fresh f group by f.room
    on conflict (room) do update set head = excluded.head
  ), written as (
    insert into events (room, seq, kind, message, by_id, by_name, by_kind, at, client_id, text,
      reply_to, mentions, mentions_room, emoji, given, version, frame)
    select f.room, f.seq, f.kind, f.message, f.by_id, f.by_name, f.by_kind, f.at, f.client_id,
      f.text, f.reply_to, f.mentions::uuid[], f.mentions_room, f.emoji, f.given, f.version,
      replace(f.frame, '"seq":0', '"seq":' || f.seq)
    from fresh f
  ), told as (
    insert into outbox (event_id, type, subject, traceparent, event)
    select f.event_id, f.type, f.room::text, f.traceparent,
      replace(f.event, '"seq":0', '"seq":' || f.seq)
    from fresh f where f.event is not null order by f.place
  )
  select f.place, f.seq from fresh f;
end $$;

-- As before, but for how it looks at rooms and members.
create or replace function write_plain_messages(
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
    cross join lateral (select h.head from heads h where h.room = b.room offset 0) h
    cross join lateral (
      select r.kind from rooms r
      where r.room = b.room and r.kind = any ($13) and not r.deleted
        and r.archived_version < r.details_version
        and r.posting_role is null and coalesce(r.slow_seconds, 0) = 0
      offset 0) r
    cross join lateral (
      select from members m
      where m.room = b.room and m.member = b.by_id
        -- not "is not null", or a plan could go through all members of the room by their names
        and coalesce(m.role, '') <> '' and coalesce(m.muted_until, 0) <= $12
      offset 0) m
  ), counted as (
    insert into heads (room, head) select f.room, max(f.seq) from fresh f group by f.room
    on conflict (room) do update set head = excluded.head
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

-- "or replace" takes the settings away.
alter function events_have_no_gaps()
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off;
alter function write_events
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
  set plan_cache_mode = force_generic_plan;
alter function write_plain_messages
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
  set plan_cache_mode = force_generic_plan;
