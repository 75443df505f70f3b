-- A room's own rules. An update ends an archive, so it is archived when that is the later news.
alter table rooms
  add column archived_version bigint not null default 0,
  add column posting_role text, -- absent: every member may write
  add column slow_seconds int,
  add column history_visible boolean not null default true;

update rooms set archived_version = details_version + 1 where archived;

alter table rooms drop column archived;
