-- Files. A row is there before its file is, and goes after it: no file is without a row.
create table attachments (
  id uuid primary key,
  room uuid not null,
  by_id uuid not null,
  name text not null,
  begun_at bigint not null,
  -- absent until the upload is whole
  media_type text,
  bytes bigint,
  sha256 text,
  width int, -- of an image that has a thumbnail
  height int,
  message uuid, -- absent until it is sent
  dropped boolean not null default false, -- the message is gone: the file goes next
  check ((media_type is null) = (bytes is null) and (media_type is null) = (sha256 is null)),
  check ((width is null) = (height is null)),
  check (message is null or media_type is not null)
);

create index attachments_of_messages on attachments (message) where message is not null;
create index attachments_to_reap on attachments (begun_at) where message is null or dropped;
create index attachments_unsent on attachments (by_id) where message is null;

-- With what signed links are signed; the same for all nodes, and in no configuration.
create table link_key (
  one boolean primary key default true check (one),
  key bytea not null
);
insert into link_key (key)
select sha256(convert_to(string_agg(gen_random_uuid()::text, ''), 'UTF8')) from generate_series(1, 8);

-- What goes with a message beyond its text: {thread, attachments, replies}. Few messages have any.
-- A message brings it in the column frame, and the database takes it from there.
alter table events
  add column thread uuid, -- the message that this one answers in a thread
  add column extras jsonb,
  drop constraint events_text,
  add constraint events_text check (
    kind <> 'sent'
    or (client_id is not null
      and case when deleted_at is null
          then text is not null and length(text) <= 8000
            and (length(text) > 0 or coalesce(extras ? 'attachments', false))
          else text is null and now_text is null end));

create index events_threads on events (room, thread, seq) where thread is not null;

-- The room's head is held by whoever gets here, so a count cannot be overtaken.
create function events_take_their_extras() returns trigger language plpgsql as $$
declare
  taken bigint;
begin
  new.extras := new.frame::jsonb;
  new.frame := null;
  new.thread := (new.extras ->> 'thread')::uuid;
  if new.extras ? 'attachments' then
    update attachments a set message = new.message
    where a.id in (
        select (x ->> 'id')::uuid from jsonb_array_elements(new.extras -> 'attachments') x)
      and a.room = new.room and a.by_id = new.by_id and a.message is null
      and a.media_type is not null and not a.dropped;
    get diagnostics taken = row_count;
    if taken <> jsonb_array_length(new.extras -> 'attachments') then
      raise exception 'an attachment of message % cannot be taken', new.message
        using errcode = 'integrity_constraint_violation';
    end if;
  end if;
  if new.thread is not null then
    update events root
    set extras = jsonb_set(coalesce(root.extras, '{}'), '{replies}', jsonb_build_object(
      'count', coalesce((root.extras #>> '{replies,count}')::int, 0) + 1,
      'lastSeq', new.seq, 'lastAt', new.at))
    where root.room = new.room and root.message = new.thread and root.kind = 'sent';
  end if;
  return new;
end $$;

create trigger events_take_their_extras before insert on events
  for each row when (new.kind = 'sent' and new.frame is not null)
  execute function events_take_their_extras();

create function events_lose_their_extras() returns trigger language plpgsql as $$
begin
  if old.extras ? 'attachments' then
    update attachments a set dropped = true where a.message = old.message;
    new.extras := nullif(old.extras - 'attachments', '{}');
  end if;
  if old.thread is not null then
    update events root
    set extras = nullif(coalesce(root.extras, '{}') - 'replies' || coalesce((
      select jsonb_build_object('replies', jsonb_build_object(
        'count', count(*), 'lastSeq', max(x.seq), 'lastAt', max(x.at)))
      from events x
      where x.room = old.room and x.thread = old.thread and x.deleted_at is null
        and x.message <> old.message
      having count(*) > 0), '{}'), '{}')
    where root.room = old.room and root.message = old.thread and root.kind = 'sent';
  end if;
  return new;
end $$;

create trigger events_lose_their_extras before update on events
  for each row
  when (old.deleted_at is null and new.deleted_at is not null and old.extras is not null)
  execute function events_lose_their_extras();

create function events_drop_their_attachments() returns trigger language plpgsql as $$
begin
  update attachments a set dropped = true where a.message = old.message;
  return null;
end $$;

create trigger events_drop_their_attachments after delete on events
  for each row when (old.kind = 'sent' and old.extras is not null)
  execute function events_drop_their_attachments();

alter function events_take_their_extras()
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off;
alter function events_lose_their_extras()
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off;
alter function events_drop_their_attachments()
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off;
