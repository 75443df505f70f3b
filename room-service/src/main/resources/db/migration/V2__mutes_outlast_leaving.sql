-- A muted member cannot speak again by leaving and coming back: the mute waits here meanwhile.
alter table member add column muted_by uuid references person;

create table kept_mute (
  room   uuid not null references room,
  person uuid not null references person,
  by     uuid references person,
  until  timestamptz not null,
  primary key (room, person)
);
