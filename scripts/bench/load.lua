-- The load of one measurement, for wrk. What to send comes in environment variables, because wrk runs this file in each of its
-- threads; what came of it leaves as one line of JSON.
local function request_from(prefix)
  local headers = {}
  for line in (os.getenv(prefix .. "_HEADERS") or ""):gmatch("[^\n]+") do
    local name, value = line:match("^([^:]+): (.*)$")
    headers[name] = value
  end
  local body = os.getenv(prefix .. "_BODY")
  return wrk.format(os.getenv(prefix .. "_METHOD"), os.getenv(prefix .. "_PATH"), headers, body)
end

local usual, other
local other_share = tonumber(os.getenv("OTHER_SHARE") or "0")
local pause = tonumber(os.getenv("PAUSE_MILLISECONDS") or "0")

function init()
  usual = request_from("USUAL")
  if other_share > 0 then other = request_from("OTHER") end
  math.randomseed(1)
end

function request()
  if other and math.random() < other_share then return other end
  return usual
end

-- Present only for a load below the peak: wrk asks a script that has it before each request.
if pause > 0 then
  function delay() return math.random(0, 2 * pause) end
end

function done(summary, latency)
  io.write(string.format(
    '\n{"requests":%d,"seconds":%.6f,"refused":%d,"broken":%d,"p50":%d,"p99":%d}\n',
    summary.requests, summary.duration / 1e6, summary.errors.status,
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout,
    latency:percentile(50), latency:percentile(99)))
end
