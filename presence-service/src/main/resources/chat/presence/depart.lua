-- Whoever has been without a connection for long enough is offline. ARGV: linger, how long a last
-- seen is remembered, batch. Answers 1 while there is more to do.
local linger, remember, batch = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local gone =
  redis.call('ZRANGEBYSCORE', departing, '-inf', now - linger, 'WITHSCORES', 'LIMIT', 0, batch)
for i = 1, #gone, 2 do
  local user, seen = gone[i], gone[i + 1]
  redis.call('ZREM', departing, user)
  if redis.call('EXISTS', user_key(user)) == 0 then
    become(user, 'offline', seen)
    redis.call('PEXPIRE', status_key(user), remember)
  end
end
return #gone == 2 * batch and 1 or 0
