import { it } from "vitest";
import { showProgress, soakCount } from "./soak.ts";
import { stopsUnderLoad } from "./stop-under-load.ts";

const count = soakCount(20);

it(`case 41: a stop under load cuts no answer off, and loses no write that it acknowledged, ${count} times`, async () => {
  const show = showProgress(`case 41: ${count} stops`, count);
  let acknowledged = 0;
  for (let stops = 1; stops <= count; stops += 1) {
    acknowledged += await stopsUnderLoad();
    show(stops);
  }
  process.stderr.write(`${acknowledged} writes were acknowledged, and none was lost or cut off.\n`);
});
