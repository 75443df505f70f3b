-- What a service would keep: the row that an event's subject is locked by, and an effect.
create table subject (id uuid primary key, version bigint not null default 0);
create table effect (event_id uuid not null);
