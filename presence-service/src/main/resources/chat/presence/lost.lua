-- Takes away some connections of a node whose lease has ended. ARGV: lease, how long without a
-- sweep means that presence itself was away, batch. Answers 1 while there is more to take.
local lease, absence, batch = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local swept = redis.call('GET', base .. 'swept')
redis.call('SET', base .. 'swept', now)

-- while nobody was here to take reports, no node could renew: each gets a whole lease from now
if not swept or now - swept > absence then
  for _, node in ipairs(redis.call('ZRANGE', leases, 0, -1)) do
    redis.call('ZADD', leases, 'GT', now + lease, node)
  end
end
for _, node in ipairs(redis.call('ZRANGEBYSCORE', leases, '-inf', now)) do
  redis.call('ZREM', leases, node)
  redis.call('SADD', lost, node)
end

local node = redis.call('SRANDMEMBER', lost)
if not node then return 0 end
local connections = redis.call('HRANDFIELD', node_key(node), batch, 'WITHVALUES')
for i = 1, #connections, 2 do settle(drop(node, connections[i], connections[i + 1])) end
if redis.call('EXISTS', node_key(node)) == 0 then redis.call('SREM', lost, node) end
return redis.call('EXISTS', lost)
