-- Whoever this service has heard of, by event or by token. Lists of members take their names here.
create table person (
  id      uuid primary key,
  name    text not null,
  kind    text not null,
  version bigint not null,
  deleted boolean not null default false
);

comment on column person.version is 'of the profile; 0 as long as it is known from a token only';

create table room (
  id                uuid primary key,
  kind              text not null
                    check (kind in ('PUBLIC', 'PRIVATE', 'DIRECT', 'GROUP', 'GLOBAL', 'AD_HOC')),
  version           bigint not null check (version >= 0),
  details_version   bigint not null default 1,
  name              text not null,
  topic             text,
  description       text,
  avatar            text,
  history_visible   boolean not null default true,
  posting_role      text check (posting_role in ('MODERATOR', 'OWNER')),
  slow_mode_seconds int check (slow_mode_seconds > 0),
  retention_days    int check (retention_days > 0),
  max_members       int check (max_members > 0),
  members           int not null default 0 check (members >= 0),
  pair              text unique check ((pair is not null) = (kind = 'DIRECT')),
  created_at        timestamptz not null,
  active_at         timestamptz not null,
  archived_at       timestamptz,
  deleted_at        timestamptz,
  constraint room_full check (members <= max_members),
  check (deleted_at is null or members = 0)
);

comment on table room is 'Deleted rooms stay as a row, so that whoever missed the event still learns of it.';
comment on column room.details_version is 'the version that last changed the details';
comment on column room.pair is 'both people of a direct room, the lower id first: one room for each pair';

create unique index one_global_room on room (kind) where kind = 'GLOBAL';
create index directory on room (lower(name), id)
  where kind in ('PUBLIC', 'GLOBAL') and deleted_at is null and archived_at is null;
create index lately_active on room (active_at) where deleted_at is null;

-- Each version of a room is one change and one event. The key refuses a version that is there
-- twice, the reference to the previous one refuses a gap.
create table room_change (
  room     uuid not null references room,
  version  bigint not null check (version >= 1),
  previous bigint generated always as (nullif(version, 1) - 1) stored,
  type     text not null,
  at       timestamptz not null default now(),
  primary key (room, version),
  constraint no_gap foreign key (room, previous) references room_change (room, version)
);

-- and no room claims a version that nothing brought about
alter table room add constraint version_was_recorded
  foreign key (id, version) references room_change (room, version) deferrable initially deferred;

create table member (
  room        uuid not null references room,
  person      uuid not null references person,
  role        text not null check (role in ('OWNER', 'MODERATOR', 'MEMBER')),
  version     bigint not null,
  joined_at   timestamptz not null,
  muted_until timestamptz,
  primary key (room, person)
);

comment on column member.version is 'the version of the room that last changed this member';

create index rooms_of_a_person on member (person);

create table ban (
  room   uuid not null references room,
  person uuid not null references person,
  by     uuid not null references person,
  reason text,
  until  timestamptz,
  at     timestamptz not null,
  primary key (room, person)
);

create table invitation (
  room   uuid not null references room,
  person uuid not null references person,
  by     uuid not null references person,
  at     timestamptz not null,
  primary key (room, person)
);

create index invitations_of_a_person on invitation (person);

create table code (
  room       uuid primary key references room,
  code       text not null unique,
  expires_at timestamptz,
  max_uses   int check (max_uses > 0),
  uses       int not null default 0,
  constraint code_used_up check (uses <= max_uses)
);

create table report (
  id          uuid primary key,
  room        uuid not null references room,
  subject     text not null check (subject in ('MESSAGE', 'USER')),
  about       uuid not null,
  by          uuid not null references person,
  reason      text not null,
  at          timestamptz not null,
  outcome     text,
  resolved_by uuid references person,
  resolved_at timestamptz,
  check ((outcome is null) = (resolved_at is null))
);

create unique index one_open_report on report (room, about, by) where outcome is null;

-- The one room that all may use is there before the first request. It belongs to nobody, and no
-- service waits to be told of it: each asks, or finds it in the feed.
insert into room (id, kind, version, name, created_at, active_at)
values ('00000000-0000-7000-8000-000000000001', 'GLOBAL', 1, 'Everybody', now(), now());
insert into room_change (room, version, type)
values ('00000000-0000-7000-8000-000000000001', 1, 'room.created');
