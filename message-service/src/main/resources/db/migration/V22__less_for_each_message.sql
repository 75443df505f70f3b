-- The same as before, for fewer of the instructions that it takes PostgreSQL: ADR 22 has their numbers.

-- Its conditions in the order in which most events need the fewest; 8,000 bytes are never more than
-- 8,000 characters, which are slow to count.
create or replace function event_is_sound(
  kind text, message uuid, version bigint, frame text, client_id text, text text, now_text text,
  deleted_at bigint, extras jsonb
) returns boolean language sql immutable as $$
  select
    case when kind = 'sent' then
      message is not null and version is null and frame is null and client_id is not null
      and case when deleted_at is null
          then text is not null and (octet_length(text) <= 8000 or length(text) <= 8000)
            and (text <> '' or coalesce(extras ? 'attachments', false))
          else text is null and now_text is null end
    else
      kind in ('edited', 'deleted', 'reacted', 'pinned', 'joined', 'left', 'updated')
      -- what the room itself tells is of no message, and has its version and its frame
      and (message is null) = (kind in ('joined', 'left', 'updated'))
      and (message is null) = (version is not null)
      and (message is null) = (frame is not null)
    end
$$;

-- A trigger for each row finds and locks the row once more. And a head that begins with 0 and moves with
-- its events is not below 0.
create function refuse_moved_heads() returns trigger language plpgsql as $$
begin
  raise exception 'a head moves with its events alone'
    using errcode = 'integrity_constraint_violation';
end $$;

drop trigger heads_move_with_events on heads;
create trigger heads_move_with_events before update of head on heads
  for each statement when (pg_trigger_depth() = 0) execute function refuse_moved_heads();

alter table heads drop constraint heads_head_check;

-- What goes with a message is dealt with by the statement that adds it, and no longer row by row: a
-- trigger before each row had every partition test its own condition, and each row's partition again.
drop trigger events_take_their_extras on events;
drop function events_take_their_extras();

-- The room's head is held by whoever gets here, so a count cannot be overtaken.
create function take_extras(room uuid, seq bigint, message uuid, by_id uuid, at bigint, extras jsonb)
returns void language plpgsql as $$
#variable_conflict use_variable
declare
  files constant jsonb := extras -> 'attachments';
  taken bigint;
begin
  if files is not null then
    update attachments a set message = message
    where a.id in (select (x ->> 'id')::uuid from jsonb_array_elements(files) x)
      and a.room = room and a.by_id = by_id and a.message is null
      and a.media_type is not null and not a.dropped;
    get diagnostics taken = row_count;
    if taken <> jsonb_array_length(files) then
      raise exception 'an attachment of message % cannot be taken', message
        using errcode = 'integrity_constraint_violation';
    end if;
  end if;
  if extras ? 'thread' then
    update events root
    set extras = jsonb_set(coalesce(root.extras, '{}'), '{replies}', jsonb_build_object(
      'count', coalesce((root.extras #>> '{replies,count}')::int, 0) + 1,
      'lastSeq', seq, 'lastAt', at))
    where root.room = room and root.message = (extras ->> 'thread')::uuid and root.kind = 'sent';
  end if;
end $$;

-- Not by a join, which would go through all heads where PostgreSQL thinks that there are few.
create or replace function events_have_no_gaps() returns trigger language plpgsql as $$
declare
  piece record;
  moved bigint := 0;
  refused uuid;
begin
  select array_agg(p.room) as rooms, array_agg(p.before) as befores, array_agg(p.last) as lasts,
    bool_and(p.sound) as sound, bool_or(p.extras) as extras
  into piece
  from (
    select e.room, min(e.seq) - 1 as before, max(e.seq) as last,
      max(e.seq) - min(e.seq) + 1 = count(*) and bool_and(e.sound) as sound,
      bool_or(e.extras) as extras
    from (
      select a.room, a.seq, a.extras is not null as extras,
        event_is_sound(a.kind, a.message, a.version, a.frame, a.client_id, a.text, a.now_text,
          a.deleted_at, a.extras) as sound
      from added a offset 0) e
    group by e.room order by e.room) p;
  if piece.rooms is null then
    return null;
  end if;

  if piece.sound then -- the rooms are in order, so a room's place is found by halving
    update heads h set head = piece.lasts[width_bucket(h.room, piece.rooms)]
    where h.room = any (piece.rooms)
      and h.head = piece.befores[width_bucket(h.room, piece.rooms)];
    get diagnostics moved = row_count;
  end if;

  if moved < cardinality(piece.rooms) then
    select a.room into refused from added a
    where not event_is_sound(a.kind, a.message, a.version, a.frame, a.client_id, a.text,
      a.now_text, a.deleted_at, a.extras)
    limit 1;
    if found then
      raise exception 'an event of room % breaks the rules', refused
        using errcode = 'check_violation';
    end if;
    select a.room into refused from added a group by a.room
    order by max(a.seq) = (select h.head from heads h where h.room = a.room) nulls first limit 1;
    raise exception 'the stream of room % would have a gap', refused
      using errcode = 'integrity_constraint_violation';
  end if;

  if piece.extras then
    perform take_extras(a.room, a.seq, a.message, a.by_id, a.at, a.extras)
    from (select * from added b where b.extras is not null order by b.room, b.seq) a;
  end if;
  return null;
end $$;

-- As before, but for what goes with a message.
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
  ), written as (
    insert into events (room, seq, kind, message, by_id, by_name, by_kind, at, client_id, text,
      reply_to, mentions, mentions_room, emoji, given, version, frame, thread, extras)
    select f.room, f.seq, f.kind, f.message, f.by_id, f.by_name, f.by_kind, f.at, f.client_id,
      f.text, f.reply_to, f.mentions::uuid[], f.mentions_room, f.emoji, f.given, f.version,
      case when f.kind <> 'sent' then replace(f.frame, '"seq":0', '"seq":' || f.seq) end,
      case when f.kind = 'sent' then (f.frame::jsonb ->> 'thread')::uuid end,
      case when f.kind = 'sent' then f.frame::jsonb end
    from fresh f
  ), told as (
    insert into outbox (event_id, type, subject, traceparent, event)
    select f.event_id, f.type, f.room::text, f.traceparent,
      replace(f.event, '"seq":0', '"seq":' || f.seq)
    from fresh f where f.event is not null order by f.place
  )
  select f.place, f.seq from fresh f;
end $$;

-- Nodes of the version before still call the one with fourteen arguments while they are replaced.
--
-- Writes messages that are nothing but their text, of members who may simply write, and says at which
-- places they stand and which numbers they have. What is not plain to see it leaves out. Each room is
-- looked at once. Wide columns are not carried along, but taken by their place where they are written:
-- an array that is an argument is taken apart once.
--
-- Rooms come in the order of their ids, and with each message the place of its room among them. The
-- outbox gets its events room by room; within a room they keep their order.
create function write_plain_messages(
  rooms uuid[], room_of int[], messages uuid[], by_ids uuid[], by_names text[], by_kinds text[],
  ats bigint[], client_ids text[], texts text[],
  event_ids uuid[], traceparents text[], events_told text[],
  now bigint, kinds_stored text[], kinds_told text[],
  out places bigint[], out seqs bigint[]
) language plpgsql as $$
#variable_conflict use_column
declare
  held uuid[];
  heads bigint[];
  kinds text[]; -- as they are told; absent where it takes a closer look
begin
  -- in the same order everywhere, or two batches could wait for each other
  select array_agg(h.room), array_agg(h.head), array_agg((
      select kinds_told[array_position(kinds_stored, r.kind)] from rooms r
      where r.room = h.room and not r.deleted
        and r.archived_version < r.details_version
        and r.posting_role is null and coalesce(r.slow_seconds, 0) = 0))
  into held, heads, kinds
  from (select h.room, h.head from heads h where h.room = any (rooms) order by h.room for update) h;

  if held is distinct from rooms then -- some have no head yet
    select array_agg(heads[array_position(held, o.room)] order by o.place),
      array_agg(kinds[array_position(held, o.room)] order by o.place)
    into heads, kinds
    from unnest(rooms) with ordinality o (room, place);
  end if;

  select array_agg(f.place), array_agg(f.seq) into places, seqs
  from (
    select p.place, heads[p.nth] + row_number() over (partition by p.nth order by p.place) as seq
    from unnest(room_of) with ordinality p (nth, place)
    where kinds[p.nth] is not null and exists (
      select from members m
      where m.room = rooms[p.nth] and m.member = by_ids[p.place]
        -- not "is not null", or a plan could go through all members of the room by their names
        and coalesce(m.role, '') <> '' and coalesce(m.muted_until, 0) <= now
      offset 0)) f;

  insert into events (room, seq, kind, message, by_id, by_name, by_kind, at, client_id, text)
  select rooms[room_of[p]], seqs[i], 'sent', messages[p], by_ids[p], by_names[p], by_kinds[p],
    ats[p], client_ids[p], texts[p]
  from unnest(places) with ordinality w (p, i);

  insert into outbox (event_id, type, subject, traceparent, event)
  select event_ids[p], 'message.sent', rooms[room_of[p]]::text, traceparents[p],
    replace(
      replace(events_told[p], '"seq":0', '"seq":' || seqs[i]),
      '"kind":"public"', '"kind":"' || kinds[room_of[p]] || '"')
  from unnest(places) with ordinality w (p, i);
end $$;

-- "or replace" takes the settings away.
alter function events_have_no_gaps()
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off;
alter function take_extras
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off;
alter function write_events
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
  set plan_cache_mode = force_generic_plan;
alter function write_plain_messages(
    uuid[], int[], uuid[], uuid[], text[], text[], bigint[], text[], text[], uuid[], text[], text[],
    bigint, text[], text[])
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
  set plan_cache_mode = force_generic_plan;
