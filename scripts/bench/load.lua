-- The load of one measurement, for wrk. What to send comes in environment variables, because wrk runs this file in each of its
-- threads; what came of it leaves as one line of JSON.
local function headers_of(prefix)
  local headers = {}
  for line in (os.getenv(prefix .. "_HEADERS") or ""):gmatch("[^\n]+") do
    local name, value = line:match("^([^:]+): (.*)$")
    headers[name] = value
  end
  return headers
end

local function request_from(prefix, path)
  return wrk.format(
    os.getenv(prefix .. "_METHOD"),
    path or os.getenv(prefix .. "_PATH"),
    headers_of(prefix),
    os.getenv(prefix .. "_BODY")
  )
end

local other_share = tonumber(os.getenv("OTHER_SHARE") or "0")
local paths_file = os.getenv("USUAL_PATHS_FILE")
local pause = tonumber(os.getenv("PAUSE_MILLISECONDS") or "0")

-- wrk asks a script that has `request` before each request, and a script that has none once.
if paths_file then
  local requests, next_one = {}, 0
  function init()
    for path in io.lines(paths_file) do requests[#requests + 1] = request_from("USUAL", path) end
  end
  function request()
    next_one = next_one % #requests + 1
    return requests[next_one]
  end
elseif other_share > 0 then
  local usual, other
  function init()
    usual, other = request_from("USUAL"), request_from("OTHER")
    math.randomseed(1)
  end
  function request()
    return math.random() < other_share and other or usual
  end
else
  wrk.method, wrk.path, wrk.body = os.getenv("USUAL_METHOD"), os.getenv("USUAL_PATH"), os.getenv("USUAL_BODY")
  wrk.headers = headers_of("USUAL")
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
