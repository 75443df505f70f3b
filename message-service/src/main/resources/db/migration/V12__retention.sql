alter table rooms add column retention_days int; -- absent: nothing is forgotten

-- With which number somebody has come in, where that event is forgotten itself.
alter table members add column joined_seq bigint;

create or replace function rooms_read_by(reader uuid) returns table (room uuid, beginning bigint)
language sql stable as $$
  select m.room,
    case when r.history_visible then 0 else coalesce((
      select max(j.seq) from events j
      where j.room = m.room and j.by_id = m.member and j.kind = 'joined'),
      m.joined_seq, 9223372036854775807) end
  from members m join rooms r on r.room = m.room and not r.deleted
  where m.member = reader and m.role is not null
$$;

-- Rooms in which there is something to forget, and what is older than which time.
create function rooms_to_forget(now bigint, size int) returns table (room uuid, before bigint)
language sql stable as $$
  select r.room, b.before
  from rooms r
  join heads h on h.room = r.room
  cross join lateral (
    select case when r.deleted then 9223372036854775807
      else now - r.retention_days * 86400000::bigint end as before
  ) b
  left join lateral (
    select e.seq, e.at, e.text from events e where e.room = r.room order by e.seq limit 1
  ) o on true
  where (r.deleted or r.retention_days is not null)
    and (r.deleted or (o.at < b.before and (o.seq < h.head or o.text is not null)))
  limit size
$$;

-- Forgets the oldest events of a room that are older than this time, some at once, and says how
-- many. What remains of the stream has no gaps, for it loses its beginning only; and its last event
-- stays, without its text, for the next one to follow on. Of a deleted room nothing stays.
create function forget_events(which uuid, before bigint, size int) returns bigint
language plpgsql as $$
declare
  last bigint;
  up_to bigint;
  forgotten bigint;
  forever constant bigint := 9223372036854775807;
begin
  select h.head into last from heads h where h.room = which for update;
  with oldest as (
    select e.seq, e.at from events e where e.room = which order by e.seq limit size
  )
  select coalesce(min(o.seq) filter (where o.at >= before) - 1, max(o.seq)) into up_to from oldest o;
  if before <> forever then
    up_to := least(up_to, last - 1);
  end if;

  update members m set joined_seq = j.seq
  from (
    select e.by_id, max(e.seq) as seq from events e
    where e.room = which and e.seq <= up_to and e.kind = 'joined' group by e.by_id
  ) j
  where m.room = which and m.member = j.by_id;
  delete from reactions r using events e
  where e.room = which and e.seq <= up_to and e.kind = 'sent'
    and r.room = which and r.message = e.message;
  delete from search_rows s using events e
  where e.room = which and e.seq <= up_to and e.kind = 'sent' and s.message = e.message;
  delete from events e where e.room = which and e.seq <= up_to;
  get diagnostics forgotten = row_count;

  if before = forever then
    if not exists (select from events e where e.room = which) then
      delete from search_positions p where p.room = which;
      delete from read_markers m where m.room = which;
      delete from paces p where p.room = which;
      delete from members m where m.room = which;
      delete from heads h where h.room = which;
    end if;
  elsif up_to is null or up_to >= last - 1 then
    delete from search_rows s using events e
    where e.room = which and e.seq = last and e.at < before and e.kind = 'sent'
      and s.message = e.message;
    update events e
    set text = null, now_text = null, mentions = '{}', mentions_room = false, pinned_at = null,
        reacted = false, deleted_at = case when e.kind = 'sent' then coalesce(e.deleted_at, e.at) end
    where e.room = which and e.seq = last and e.at < before and e.text is not null;
    if found then
      forgotten := forgotten + 1;
    end if;
  end if;
  return forgotten;
end $$;
