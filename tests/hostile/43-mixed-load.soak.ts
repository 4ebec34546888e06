import { expect, it } from "vitest";
import { createHome, stop } from "./home.ts";
import { startMeasured } from "./measured.ts";
import { putLoadOn } from "./mixed-load.ts";
import { showProgress, soakCount, soakMinutes, tellGrowth } from "./soak.ts";

it(`case 43: ${soakMinutes} minutes of mixed load leave no memory and no descriptor behind`, async () => {
  const creates = soakCount(10_000);
  await using home = await createHome();
  const { roster, mark, expectFlat } = await startMeasured(home);
  const load = { address: roster.address, key: home.key, callers: 16 };
  const seconds = soakMinutes * 60;
  const warmUp = seconds / 5;
  const show = showProgress(`case 43: ${seconds} s of mixed load, ${creates} idempotency keys`, seconds);
  await putLoadOn({ ...load, creates: 0, seconds: warmUp, onProgress: (share) => show(share * warmUp) });
  await mark();
  const rest = seconds - warmUp;
  const counts = await putLoadOn({
    ...load,
    creates,
    seconds: rest,
    onProgress: (share) => show(warmUp + share * rest),
  });
  process.stderr.write(`${JSON.stringify(counts)}\n`);
  expect(counts.creates).toBeGreaterThanOrEqual(creates);
  tellGrowth(await expectFlat());
  await stop(roster);
  home.expectSound();
});
