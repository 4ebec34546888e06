import { expect, it } from "vitest";
import { send } from "../support/roster.ts";
import { deepBodies, deepTexts } from "./deep-bodies.ts";
import { createHome, stop } from "./home.ts";
import { startMeasured } from "./measured.ts";
import { showProgress, soakCount, tellGrowth } from "./soak.ts";

// The first is the warm-up.
const rounds = 1 + soakCount(50);
const hugeBytes = 100_000_000;

/** Far more than is read: fetch takes the text as it is, and a stream makes it chunked. */
const hugeBodies = (): readonly (string | ReadableStream<Uint8Array>)[] => {
  const piece = Buffer.from("[".repeat(65_536));
  let left = Math.ceil(hugeBytes / piece.length);
  const pull = (controller: ReadableStreamDefaultController<Uint8Array>): void => {
    left -= 1;
    if (left < 0) controller.close();
    else controller.enqueue(piece);
  };
  return ["[".repeat(hugeBytes), new ReadableStream({ pull })];
};

it(`case 2: ${rounds} rounds of bodies made to hurt, of up to 100 MB, leave no memory behind, and others are served meanwhile`, async () => {
  await using home = await createHome();
  const { roster, mark, expectFlat } = await startMeasured(home);
  const { address } = roster;
  const post = async (body: unknown): Promise<number> =>
    (await send(address, "POST", "/api/users", { key: home.key, body })).status;
  const serveOthers = async (until: Promise<unknown>): Promise<void> => {
    let over = false;
    void until.finally(() => {
      over = true;
    });
    while (!over) expect((await send(address, "GET", "/api/users")).status).toBe(200);
  };
  const show = showProgress(`case 2: ${rounds} rounds`, rounds);
  for (let round = 0; round < rounds; round += 1) {
    const small = Promise.all(Object.values(deepTexts).map((text) => post(text(60_000))));
    const large = Promise.all([...deepBodies.map(([, body]) => body), ...hugeBodies()].map(post));
    await serveOthers(Promise.allSettled([small, large]));
    expect(new Set(await small)).toEqual(new Set([400]));
    expect(new Set(await large)).toEqual(new Set([413]));
    if (round === 0) await mark();
    show(round + 1);
  }
  tellGrowth(await expectFlat());
  await stop(roster);
});
