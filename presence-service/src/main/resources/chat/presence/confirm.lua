-- A user's status has been announced. ARGV: user, version. What changed meanwhile is next.
local _, version = status_of(ARGV[1])
if version == tonumber(ARGV[2]) then
  return redis.call('ZREM', changed, ARGV[1])
end
redis.call('ZADD', changed, 'XX', now, ARGV[1])
return 0
