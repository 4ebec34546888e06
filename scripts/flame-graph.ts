/**
 * Draws a processor profile: `node scripts/flame-graph.ts PROFILE PICTURE HEADING [SECONDS]`, of its last seconds, 5 unless told
 * otherwise. A profile is what `node --cpu-prof src/start.js` leaves when it is stopped.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { type CpuProfile, callsOf, flameGraph } from "./profile/flame-graph.ts";

const [profile, picture, heading, seconds = "5"] = process.argv.slice(2);
if (profile === undefined || picture === undefined || heading === undefined || !(Number(seconds) > 0)) {
  console.error("node scripts/flame-graph.ts PROFILE PICTURE HEADING [SECONDS]");
  process.exitCode = 1;
} else {
  const calls = callsOf(JSON.parse(readFileSync(profile, "utf8")) as CpuProfile, Number(seconds));
  writeFileSync(picture, flameGraph(heading, calls));
}
