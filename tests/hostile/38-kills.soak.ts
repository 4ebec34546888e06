import { it } from "vitest";
import { survivesKills } from "./kills.ts";
import { showProgress, soakCount } from "./soak.ts";

const count = soakCount(100);

it(`case 38: a write that was acknowledged is there after kill -9 amid writes, ${count} times`, async () => {
  const show = showProgress(`case 38: ${count} kills`, count);
  let last = 0;
  await survivesKills({
    count,
    onKill: (kills, acknowledged) => {
      show(kills);
      last = acknowledged;
    },
  });
  process.stderr.write(`${last} writes were acknowledged, and none was lost.\n`);
});
