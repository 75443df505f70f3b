-- Where somebody stands in a room is looked up by both. While PostgreSQL thinks that there are few
-- members, it takes any index that has one of them, and reads all rooms of the person for it; so all
-- that begin with the person have the room, too (ADR 18).
drop index members_of_anybody;
create index members_of_anybody on members (member, room); -- also where they have left
drop index members_of_rooms;
create index members_of_rooms on members (member, room) where role is not null;
