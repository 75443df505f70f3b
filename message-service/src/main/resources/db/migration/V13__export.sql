create index members_of_anybody on members (member); -- also where they have left
