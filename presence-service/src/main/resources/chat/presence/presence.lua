-- Stands before every script: the keys, Redis' own clock, and the one rule by which a status
-- follows from connections. KEYS[1] is the common beginning of all keys.
local base = KEYS[1]
local leases = base .. 'leases' -- zset: node -> when its lease ends
local lost = base .. 'lost' -- set: nodes whose connections are being taken away
local departing = base .. 'departing' -- zset: user without connections -> when the last one closed
local changed = base .. 'changed' -- zset: user to announce -> when an instance may take it up

local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)

local function node_key(node) return base .. 'node:' .. node end -- hash: connection -> user|session|away
local function user_key(user) return base .. 'user:' .. user end -- hash: node|connection -> session|away
local function status_key(user) return base .. 'status:' .. user end -- string: status seen version

local function status_of(user)
  local stored = redis.call('GET', status_key(user))
  if not stored then return 'offline', 0 end
  local status, version = string.match(stored, '^(%a+) %d+ (%d+)$')
  return status, tonumber(version)
end

-- NX: whoever is announcing this user keeps that task, and sees on confirming that there is more
local function become(user, status, seen)
  local _, version = status_of(user)
  redis.call('SET', status_key(user), status .. ' ' .. seen .. ' ' .. version + 1)
  redis.call('ZADD', changed, 'NX', now, user)
end

local function settle(user)
  local connections = redis.call('HVALS', user_key(user))
  local status = status_of(user)
  if #connections == 0 then
    if status ~= 'offline' then redis.call('ZADD', departing, 'NX', now, user) end
    return
  end
  redis.call('ZREM', departing, user)
  local current = 'away'
  for _, connection in ipairs(connections) do
    if string.sub(connection, -2) == '|0' then current = 'online' end
  end
  if current ~= status then become(user, current, now) end
end

local function add(node, id, value)
  local user, rest = string.match(value, '^([^|]+)|(.+)$')
  redis.call('HSET', node_key(node), id, value)
  redis.call('HSET', user_key(user), node .. '|' .. id, rest)
  return user
end

local function drop(node, id, value)
  local user = string.match(value, '^([^|]+)|')
  redis.call('HDEL', node_key(node), id)
  redis.call('HDEL', user_key(user), node .. '|' .. id)
  return user
end
