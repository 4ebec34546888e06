import { it } from "vitest";
import { createHome, stop } from "./home.ts";
import { startMeasured } from "./measured.ts";
import { sendsSlowCallersAway } from "./slow-callers.ts";
import { showProgress, soakCount, tellGrowth } from "./soak.ts";

const count = 500;
const rounds = soakCount(10);

it(`case 20: ${count} callers who send half a request, or a byte a second, are sent away, and others are served meanwhile`, async () => {
  await using home = await createHome();
  const { roster, mark, expectFlat } = await startMeasured(home, { REQUEST_TIMEOUT_SECONDS: "5" });
  const show = showProgress(`case 20: ${rounds} times ${count} slow callers`, rounds * count);
  for (let round = 0; round < rounds; round += 1) {
    const onProgress = (sentAway: number): void => show(round * count + sentAway);
    await sendsSlowCallersAway({ address: roster.address, key: home.key, count, onProgress });
    if (round === 0) await mark();
  }
  tellGrowth(await expectFlat());
  await stop(roster);
});
