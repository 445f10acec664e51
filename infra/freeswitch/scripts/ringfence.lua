-- Tells Ringfence of one registration: FreeSWITCH runs this for each event that autoload_configs/lua.conf.xml names.
local told = {
  "Event-Subclass", "from-user", "from-host", "username", "realm", "user", "host", "call-id", "contact", "user-agent",
  "network-ip", "network-port", "status", "expires",
}

local function encoded(text)
  return (text:gsub("[^%w%-_%.~]", function(letter) return string.format("%%%02X", string.byte(letter)) end))
end

local fields = {}
for _, name in ipairs(told) do
  local value = event:getHeader(name)
  if value then table.insert(fields, encoded(name) .. "=" .. encoded(value)) end
end

local api = freeswitch.API()
local token = api:executeString("global_getvar ringfence_token")
local url = api:executeString("global_getvar ringfence_url"):gsub("://", "://freeswitch:" .. token .. "@", 1)
-- The words of mod_curl are parted by blanks, and an encoded form holds none.
local answer = api:execute("curl", url .. "/engine/freeswitch/event"
  .. " connect-timeout 2 timeout 5 content-type application/x-www-form-urlencoded post " .. table.concat(fields, "&"))
if not answer or answer:find("^%-ERR") then freeswitch.consoleLog("warning", "Ringfence was not told of a registration\n") end
