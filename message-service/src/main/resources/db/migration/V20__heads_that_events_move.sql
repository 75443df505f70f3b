-- A room's head moves with the events that are added to it, and with nothing else. Writing had moved
-- it and a trigger had looked for the event before, in all partitions; now the trigger moves it, from
-- the event before the first that is added to the last, and refuses what does not begin there. So
-- the head is the last event at all times, and that needs no looking up.
--
-- The rules of an event are tested there too, for all that a statement adds. As "check" they were read
-- from the catalogue anew for each partition that a statement touched, which in a batch of twenty rooms
-- took as long as a quarter of the inserting.
create function event_is_sound(
  kind text, message uuid, version bigint, frame text, client_id text, text text, now_text text,
  deleted_at bigint, extras jsonb
) returns boolean language sql immutable as $$
  select
    kind in ('sent', 'edited', 'deleted', 'reacted', 'pinned', 'joined', 'left', 'updated')
    -- what the room itself tells is of no message, and has its version and its frame
    and (message is null) = (kind in ('joined', 'left', 'updated'))
    and (message is null) = (version is not null)
    and (message is null) = (frame is not null)
    and (kind <> 'sent'
      or client_id is not null
        and case when deleted_at is null
            then text is not null and length(text) <= 8000
              and (length(text) > 0 or coalesce(extras ? 'attachments', false))
            else text is null and now_text is null end)
$$;

create or replace function events_have_no_gaps() returns trigger language plpgsql as $$
declare
  refused record;
begin
  with piece as (
    select a.room, min(a.seq) as first, max(a.seq) as last, count(*) as size,
      bool_and(event_is_sound(a.kind, a.message, a.version, a.frame, a.client_id, a.text,
        a.now_text, a.deleted_at, a.extras)) as sound
    from added a group by a.room
  ), moved as (
    update heads h set head = p.last
    from piece p
    where h.room = p.room and h.head = p.first - 1 and p.last - p.first + 1 = p.size and p.sound
    returning h.room
  )
  select p.room, p.sound into refused from piece p
  where p.room not in (select m.room from moved m) limit 1;
  if not found then
    return null;
  elsif refused.sound then
    raise exception 'the stream of room % would have a gap', refused.room
      using errcode = 'integrity_constraint_violation';
  else
    raise exception 'an event of room % breaks the rules', refused.room
      using errcode = 'check_violation';
  end if;
end $$;

-- "or replace" takes the settings away.
alter function events_have_no_gaps()
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off;

create function refuse_unsound_event() returns trigger language plpgsql as $$
begin
  raise exception 'an event of room % breaks the rules', new.room using errcode = 'check_violation';
end $$;

-- By its name it comes after those that change the row.
create trigger events_stay_sound before update on events
  for each row when (not event_is_sound(new.kind, new.message, new.version, new.frame,
    new.client_id, new.text, new.now_text, new.deleted_at, new.extras))
  execute function refuse_unsound_event();

alter table events
  drop constraint events_kinds,
  drop constraint events_of_the_room,
  drop constraint events_text,
  drop constraint events_seq_check; -- no head is below 0

create function refuse_moved_head() returns trigger language plpgsql as $$
begin
  raise exception 'the head of room % moves with its events alone', new.room
    using errcode = 'integrity_constraint_violation';
end $$;

create trigger heads_begin_with_nothing before insert on heads
  for each row when (new.head <> 0) execute function refuse_moved_head();

create trigger heads_move_with_events before update of head on heads
  for each row when (new.head <> old.head and pg_trigger_depth() = 0)
  execute function refuse_moved_head();

-- As before, but for the heads.
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

-- As before, but for the heads.
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

alter function write_events
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
  set plan_cache_mode = force_generic_plan;
alter function write_plain_messages
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
  set plan_cache_mode = force_generic_plan;
