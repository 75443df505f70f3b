-- The words of all living messages, for search. Filled behind the stream: search_positions says up
-- to which seq of each room it is complete.
create table search_rows (
  message uuid primary key, -- they grow with time
  room uuid not null,
  seq bigint not null,
  at bigint not null,
  words tsvector not null
);

create index search_rows_words on search_rows using gin (words);
create index search_rows_of_rooms on search_rows (room, message);

create table search_positions (
  room uuid primary key,
  seq bigint not null
);

-- Behind which seq everything in a member's rooms is for their eyes.
create function rooms_read_by(reader uuid) returns table (room uuid, beginning bigint)
language sql stable as $$
  select m.room,
    case when r.history_visible then 0 else coalesce((
      select max(j.seq) from events j
      where j.room = m.room and j.by_id = m.member and j.kind = 'joined'), 9223372036854775807) end
  from members m join rooms r on r.room = m.room and not r.deleted
  where m.member = reader and m.role is not null
$$;

-- A plan for each question: a rare word and one that is everywhere want different ones.
create function search_messages(
  reader uuid, wanted text, only_room uuid, since bigint, before bigint, behind uuid, size int
) returns table (message uuid, room uuid) language plpgsql stable as $$
#variable_conflict use_column
begin
  return query
  with mine as materialized (
    select b.room, b.beginning from rooms_read_by(reader) b
    where only_room is null or b.room = only_room
  )
  select s.message, s.room
  from search_rows s join mine on mine.room = s.room and s.seq > mine.beginning
  where s.words @@ wanted::tsquery
    and (behind is null or s.message < behind)
    and (since is null or s.at >= since)
    and (search_messages.before is null or s.at < search_messages.before)
  order by s.message desc
  limit size;
end $$;

alter function search_messages set plan_cache_mode = force_custom_plan;
