-- Who does not want others to know how far they have read.
create table private_readers (member uuid primary key);
