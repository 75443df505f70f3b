-- How far somebody has read a room, on whichever device they came furthest. What is unread is
-- counted from here, never counted up.
create table read_markers (
  room uuid not null,
  member uuid not null,
  seq bigint not null check (seq > 0),
  primary key (room, member)
);

create index members_of_rooms on members (member) where role is not null;
