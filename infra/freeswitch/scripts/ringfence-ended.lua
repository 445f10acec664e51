-- Ends what Ringfence ended: a phone whose extension was disabled, deleted or given another secret, or that was thrown off. Started once
-- by autoload_configs/lua.conf.xml, it asks every two seconds for as long as FreeSWITCH runs.
local api = freeswitch.API()
local token = api:executeString("global_getvar ringfence_token")
local url = api:executeString("global_getvar ringfence_url")
local position, heard = "", true

while true do
  -- `secure` has the certificate of an https address checked.
  local answer = api:execute("curl", url .. "/engine/freeswitch/ended?after=" .. position
    .. " timeout 5 secure append_headers 'Authorization: Bearer " .. token .. "' get") or ""
  local next_position, names = answer:match("^(%d+%.%d+)\n(.*)$")
  local all_ended = next_position ~= nil
  for name in (names or ""):gmatch("[^\n]+") do
    -- Not so while the profile is about to start: then it is asked for again.
    local said = api:execute("sofia", "profile ringfence flush_inbound_reg " .. name) or ""
    all_ended = all_ended and said:find("+OK", 1, true) == 1
  end
  if all_ended then position = next_position end
  if heard and not next_position then
    freeswitch.consoleLog("warning", "Ringfence does not say which registrations were ended\n")
  end
  heard = next_position ~= nil
  freeswitch.msleep(2000)
end
