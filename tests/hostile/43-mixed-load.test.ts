import { expect, it } from "vitest";
import { createHome, stop } from "./home.ts";
import { canMeasure, startMeasured } from "./measured.ts";
import { putLoadOn } from "./mixed-load.ts";

// The whole, ten minutes of it, is in 43-mixed-load.soak.ts.
it.skipIf(!canMeasure)(
  "case 43: mixed load and aborted uploads leave no memory and no descriptor behind (needs Linux)",
  async () => {
    await using home = await createHome();
    const { roster, mark, expectFlat } = await startMeasured(home);
    const load = { address: roster.address, key: home.key, callers: 8, creates: 100 };
    await putLoadOn({ ...load, seconds: 2 });
    await mark();
    const { aborted } = await putLoadOn({ ...load, seconds: 3 });
    expect(aborted).toBeGreaterThan(10);
    await expectFlat();
    await stop(roster);
    home.expectSound();
  },
);
