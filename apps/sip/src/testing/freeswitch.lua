-- What a script of FreeSWITCH sees of it. Each command goes out as a line and its answer comes in as one, both in hexadecimal digits.
local function written(text)
  return (text:gsub(".", function(letter) return string.format("%02x", string.byte(letter)) end))
end
local function read(digits)
  return (digits:gsub("..", function(pair) return string.char(tonumber(pair, 16)) end))
end

local function ask(command, words)
  io.write(command, " ", written(words), "\n")
  io.flush()
  local line = io.read("*l")
  if not line then os.exit(0) end
  return read(line)
end

local api = {}
function api:execute(command, words) return ask(command, words) end
function api:executeString(text)
  local command, words = text:match("^(%S+) (.*)$")
  return ask(command, words)
end

freeswitch = {
  API = function() return api end,
  msleep = function(milliseconds) ask("msleep", tostring(milliseconds)) end,
  consoleLog = function(level, text) ask("log", level .. " " .. text) end,
}

-- The rest of the arguments is a script and then the headers of an event, each after its name.
local headers = {}
for place = 2, #arg, 2 do headers[arg[place]] = arg[place + 1] end
event = { getHeader = function(_, name) return headers[name] end }
dofile(arg[1])
