-- What room-service has told us. Rows are never removed but say that something ended, and each has
-- the room's version from which it comes: in whatever order the news arrive, and however often, the
-- newest wins. Version 0: not heard of yet.
create table rooms (
  room uuid primary key,
  name text,
  details_version bigint not null default 0,
  deleted boolean not null default false
);

create table members (
  room uuid not null,
  member uuid not null,
  present boolean not null,
  version bigint not null,
  primary key (room, member)
);

-- Everybody's inbox. An id grows with time, so it is also the order.
create table notifications (
  id uuid primary key,
  recipient uuid not null,
  kind text not null check (kind in ('MENTION', 'DIRECT_MESSAGE', 'INVITATION')),
  room uuid not null,
  message uuid,
  room_version bigint, -- which change of the room it tells of
  by_id uuid not null,
  by_name text not null,
  by_kind text not null,
  excerpt text not null,
  at bigint not null, -- epoch milliseconds
  read_at bigint,
  check ((message is null) = (kind = 'INVITATION')),
  check ((room_version is null) = (kind <> 'INVITATION')),
  -- one entry per recipient and message, whatever happens
  constraint notifications_of_message unique (recipient, message),
  constraint notifications_of_room_change unique (recipient, room, room_version)
);

create index notifications_of_recipient on notifications (recipient, id);
create index notifications_unread on notifications (recipient, id) where read_at is null;
create index notifications_by_age on notifications (at);
