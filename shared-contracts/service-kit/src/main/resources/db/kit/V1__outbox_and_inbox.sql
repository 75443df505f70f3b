-- Events that are true and not yet published. Position order is commit order within a subject,
-- because whoever appends holds the subject's row lock.
create table outbox (
  position    bigint generated always as identity primary key,
  event_id    uuid        not null unique,
  type        text        not null,
  subject     text        not null,
  traceparent text,
  event       text        not null,
  created_at  timestamptz not null default now()
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

-- Events that a queue's handler has dealt with, written in the handler's own transaction.
create table inbox (
  queue      text        not null,
  event_id   uuid        not null,
  handled_at timestamptz not null default now(),
  primary key (queue, event_id)
);

create index inbox_handled_at on inbox (handled_at);
