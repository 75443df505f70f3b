-- Nobody looks an event up by its id, which is made to be unique; the index cost each event two
-- writes, one when it came and one when it went.
alter table outbox drop constraint outbox_event_id_key;
