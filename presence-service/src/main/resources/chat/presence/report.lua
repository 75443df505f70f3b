-- A node's report. ARGV: node, lease, 1 if complete, how many opened, each opened as
-- id|user|session|away, then the ids of the closed. Answers 1 if the node's earlier reports are known.
local node, lease, complete, opened = ARGV[1], tonumber(ARGV[2]), ARGV[3] == '1', tonumber(ARGV[4])
local known = redis.call('ZSCORE', leases, node)
redis.call('ZADD', leases, now + lease, node)
redis.call('SREM', lost, node)

local missing, touched = {}, {}
if complete then
  local stored = redis.call('HGETALL', node_key(node))
  for i = 1, #stored, 2 do missing[stored[i]] = stored[i + 1] end
end

-- most of a complete report is known already: what has not changed costs no further call
for i = 5, 4 + opened do
  local id, value = string.match(ARGV[i], '^([^|]+)|(.+)$')
  local stored
  if complete then stored = missing[id] else stored = redis.call('HGET', node_key(node), id) end
  if stored ~= value then
    if stored then touched[drop(node, id, stored)] = true end
    touched[add(node, id, value)] = true
  end
  missing[id] = nil
end
for id, value in pairs(missing) do touched[drop(node, id, value)] = true end
for i = 5 + opened, #ARGV do
  local value = redis.call('HGET', node_key(node), ARGV[i])
  if value then touched[drop(node, ARGV[i], value)] = true end
end

for user in pairs(touched) do settle(user) end
return known and 1 or 0
