-- What room-service has told us. Rows are never removed but say that something ended, and each part
-- of a row has the room's version from which it comes: in whatever order the news arrive, and
-- however often, the newest wins. Version 0: not heard of yet.
create table rooms (
  room uuid primary key,
  kind text,
  details_version bigint not null default 0,
  archived boolean not null default false,
  deleted boolean not null default false,
  check ((kind is null) = (details_version = 0))
);

create table members (
  room uuid not null,
  member uuid not null,
  name text not null,
  role text, -- absent: not a member (any more)
  role_version bigint not null default 0,
  muted_until bigint,
  mute_version bigint not null default 0,
  primary key (room, member),
  check (role is null or role_version > 0)
);

create index members_by_name on members (room, lower(name)) where role is not null;

-- The stream of every room: what changed it for good, numbered from 1 without gaps. Spread by room,
-- so that one room's history lies together. Times are epoch milliseconds: they decode fast.
create table heads (
  room uuid primary key,
  head bigint not null check (head > 0)
) with (fillfactor = 50); -- a head moves with every event: let its page have room for that

create table events (
  room uuid not null,
  seq bigint not null check (seq > 0),
  kind text not null check (kind in ('sent')),
  message uuid not null, -- which message it is about
  by_id uuid not null,
  by_name text not null,
  by_kind text not null,
  at bigint not null,
  client_id text,
  text text,
  reply_to uuid,
  mentions uuid[] not null default '{}',
  mentions_room boolean not null default false,
  primary key (room, seq),
  constraint events_client_id unique (room, by_id, client_id),
  check (kind <> 'sent' or (client_id is not null and length(text) between 1 and 8000))
) partition by hash (room);

do $$
begin
  for i in 0..7 loop
    execute format(
      'create table events_%s partition of events for values with (modulus 8, remainder %s)', i, i);
  end loop;
end $$;

create unique index events_message on events (room, message) where kind = 'sent';

-- The numbers themselves: what a statement adds to a room follows on what is there, and ends at the
-- room's head. The primary key says no to doubles; this says no to gaps.
create function events_have_no_gaps() returns trigger language plpgsql as $$
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
        and not exists (select from events e where e.room = a.room and e.seq = a.first - 1)
  limit 1;
  if found then
    raise exception 'the stream of room % would have a gap', broken
      using errcode = 'integrity_constraint_violation';
  end if;
  return null;
end $$;

create trigger events_have_no_gaps after insert on events
  referencing new table as added
  for each statement execute function events_have_no_gaps();
