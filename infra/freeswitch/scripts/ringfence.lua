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

-- mod_curl decodes what it sends, and a `%26` of the phone would be a field of its own: so the form goes as hexadecimal digits.
local form = table.concat(fields, "&"):gsub(".", function(letter) return string.format("%02x", string.byte(letter)) end)

local api = freeswitch.API()
local token = api:executeString("global_getvar ringfence_token")
local url = api:executeString("global_getvar ringfence_url")
-- Ten words at most, parted by blanks that stand in no quotes. `secure` has the certificate of an https address checked.
local answer = api:execute("curl", url .. "/engine/freeswitch/event timeout 5 secure append_headers 'Authorization: Bearer " .. token
  .. "' post hex=" .. form)
if not answer or not answer:find("Event received", 1, true) then
  freeswitch.consoleLog("warning", "Ringfence was not told of a registration\n")
end

-- Disabled between the digest and this: nobody who may register is of that name.
local number, domain = event:getHeader("from-user"), event:getHeader("from-host")
if answer and answer:find("Extension not found", 1, true) and event:getHeader("Event-Subclass") == "sofia::register"
  and number and number:find("^[%d*#+]+$") and domain and domain:find("^[%w.-]+$") then
  api:execute("sofia", "profile ringfence flush_inbound_reg " .. number .. "@" .. domain)
end
