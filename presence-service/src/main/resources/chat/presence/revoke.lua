-- A session has ended. ARGV: user, session. Answers how many connections it had.
local user, session = ARGV[1], ARGV[2]
local dropped = 0
local connections = redis.call('HGETALL', user_key(user))
for i = 1, #connections, 2 do
  local rest = connections[i + 1]
  if string.match(rest, '^([^|]+)|') == session then
    local node, id = string.match(connections[i], '^([^|]+)|(.+)$')
    drop(node, id, user .. '|' .. rest)
    dropped = dropped + 1
  end
end
if dropped > 0 then settle(user) end
return dropped
