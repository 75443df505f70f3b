-- Events, and of messages what they say now and what has become of them: times in milliseconds, who
-- reacted (the first fifty) and how many. What few messages have stands in one column, which is
-- absent for the others: to read a column costs more than to store it.
--
-- A query with this in it would be long, and the driver reads each query whenever it is asked.
create view stream as
select
  e.*,
  coalesce(e.now_text, e.text, '') as says,
  case when e.reply_to is not null or e.mentions <> '{}' or e.mentions_room
      or e.edited_at is not null or e.deleted_at is not null or e.pinned_at is not null
      or e.extras is not null or e.reacted
    then json_build_object(
      'replyTo', e.reply_to, 'mentions', e.mentions, 'mentionsRoom', e.mentions_room,
      'editedAt', e.edited_at, 'deletedAt', e.deleted_at, 'pinnedAt', e.pinned_at,
      'extras', e.extras, 'reactions', (
        select json_agg(
          json_build_object('emoji', x.emoji, 'count', x.size, 'by', x.users)
          order by x.first, x.emoji)
        from (
          select emoji, min(at) as first, count(*) as size,
                 json_agg(by_id order by place) filter (where place <= 50) as users
          from (
            select *, row_number() over (partition by emoji order by at, by_id) as place
            from reactions
            where room = e.room and message = e.message and e.reacted
          ) y
          group by emoji
        ) x))::text
  end as more
from events e;
