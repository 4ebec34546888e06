import { expect, it } from "vitest";
import { createKeyUseRecorder } from "../../src/core/access/key-use.ts";

it("uses of keys that could not be recorded are recorded the next time, and the others are not again", async () => {
  const ids = Array.from({ length: 1_200 }, (_, index) => String(index));
  const recorded: string[] = [];
  let isBroken = true;
  const recorder = createKeyUseRecorder(async (uses) => {
    if (isBroken && recorded.length > 0) throw new Error("on purpose");
    recorded.push(...uses.map(({ id }) => id));
  });
  for (const id of ids) recorder.record(id);
  await expect(recorder.flush()).rejects.toThrow("on purpose");
  expect(recorded).toHaveLength(500);
  isBroken = false;
  await recorder.flush();
  expect(recorded).toEqual(ids);
  await recorder.flush();
  expect(recorded).toHaveLength(ids.length);
});
