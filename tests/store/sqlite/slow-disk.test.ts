import { expect, it } from "vitest";
import { createHome, stop } from "../../hostile/home.ts";
import { samplesOf } from "../../support/exposition.ts";
import { send, type TestResponse } from "../../support/roster.ts";
import { hasNoSlowDisk, heldDisk } from "../../support/slow-disk.ts";
import { until } from "../../support/until.ts";

const writers = 64;
const reads = ["/api/users", "/api/users/1", "/api/users?sort=-age&limit=1", "/api/data", "/api/data/key", "/livez"];

it.skipIf(hasNoSlowDisk)(
  "while the disk takes nothing, reading goes on; a write waits for the commit under way and its own, among 64 (needs Linux and cc)",
  async () => {
    await using home = await createHome();
    const disk = await heldDisk(home.path);
    const roster = await home.start(disk.environment);
    const ask = (method: string, path: string, body?: unknown): Promise<TestResponse> =>
      send(roster.address, method, path, { key: home.key, body });
    const metric = async (name: string): Promise<number | undefined> =>
      samplesOf((await ask("GET", "/metrics")).text).find((sample) => sample.name === name)?.value;
    let answered = 0;
    const write = async (key: string): Promise<number> => {
      const { status } = await ask("PUT", `/api/data/${key}`, { value: "v" });
      answered += 1;
      return status;
    };
    const commits = () => metric("roster_writer_commit_duration_seconds_count");
    expect(await write("before")).toBe(201);
    const before = (await commits()) ?? Number.NaN;

    disk.hold();
    const first = write("first");
    await disk.untilAsked();
    const others = Array.from({ length: writers }, (_, index) => write(`other-${index}`));
    await until(async () => (await metric("roster_writer_waiting_commands")) === 1 + writers);
    for (let round = 0; round < 10; round += 1) {
      for (const path of reads) expect((await ask("GET", path)).status).toBe(200);
    }
    expect(answered).toBe(1);
    expect((await ask("GET", "/api/data")).json).toEqual({ key: "value", before: "v" });

    await disk.takeOne();
    expect(await first).toBe(201);
    await disk.untilAsked();
    expect((await ask("GET", "/api/data")).json).toEqual({ key: "value", before: "v", first: "v" });
    expect(answered).toBe(2);
    await disk.takeOne();
    for (const status of await Promise.all(others)) expect(status).toBe(201);
    expect(await commits()).toBe(before + 2);

    disk.release();
    await stop(roster);
    home.expectSound();
  },
);
