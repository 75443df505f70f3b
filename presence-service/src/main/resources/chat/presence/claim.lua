-- Hands the caller the users whose change is to be announced; nobody else gets them meanwhile.
-- ARGV: for how long, batch. Answers a line "user status seen version" for each.
local hold, batch = tonumber(ARGV[1]), tonumber(ARGV[2])
local claimed = {}
for _, user in ipairs(redis.call('ZRANGEBYSCORE', changed, '-inf', now, 'LIMIT', 0, batch)) do
  local stored = redis.call('GET', status_key(user))
  if stored then
    redis.call('ZADD', changed, now + hold, user)
    claimed[#claimed + 1] = user .. ' ' .. stored
  else
    redis.call('ZREM', changed, user)
  end
end
return table.concat(claimed, '\n')
