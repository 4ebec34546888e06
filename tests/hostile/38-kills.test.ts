import { describe, expect, it } from "vitest";
import { send } from "../support/roster.ts";
import { createHome, stop } from "./home.ts";
import { survivesKills } from "./kills.ts";

const count = 5;

describe("case 38: a write that was acknowledged", () => {
  it("is there after a restart", async () => {
    await using home = await createHome();
    const before = await home.start();
    const created = await send(before.address, "POST", "/api/users", {
      key: home.key,
      body: { name: "Carol", age: 41 },
    });
    await stop(before);
    const after = await home.start();
    expect((await send(after.address, "GET", "/api/users/3")).text).toBe(created.text);
    await stop(after);
  });

  it(`is there after kill -9 amid writes, ${count} times, and one that was not can be repeated`, async () => {
    await survivesKills({ count });
  });
});
