import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { expect, it } from "vitest";
import { durationsOf, timed } from "../../../scripts/measure/durations.ts";
import { createHome, stop } from "../../hostile/home.ts";
import { soakMinutes } from "../../hostile/soak.ts";
import { samplesOf } from "../../support/exposition.ts";
import { connectTo, requestText } from "../../support/raw-http.ts";
import { send } from "../../support/roster.ts";
import { hasNoSlowDisk, slowDisk } from "../../support/slow-disk.ts";
import type { TimedReads } from "../fixtures/timed-reads.ts";

const writers = 64;
const fsyncMilliseconds = 20;
const seconds = soakMinutes * 6;
const paths = ["/api/users/1", "/api/users?limit=20", "/api/users?sort=-age&limit=20", "/api/data"];

/** Reads in a thread of its own, and says how long each read took, in microseconds. */
const read = async (address: string): Promise<readonly number[]> => {
  const workerData: TimedReads = { address, paths, readers: 8, pauseMilliseconds: 5, seconds };
  const thread = new Worker(new URL("../fixtures/timed-reads.ts", import.meta.url), { workerData });
  const [durations] = await once(thread, "message");
  return durations;
};

/** Creates one user after the other on each of many connections, and says how long each took, in microseconds. */
const write = async (address: string, key: string): Promise<readonly number[]> => {
  const body = JSON.stringify({ name: "A", age: 1 });
  const head = [`Authorization: Bearer ${key}`, "Content-Type: application/json", `Content-Length: ${body.length}`];
  const create = requestText("POST /api/users HTTP/1.1", head, body);
  const durations: number[] = [];
  const end = performance.now() + seconds * 1000;
  const writeOn = async (): Promise<void> => {
    await using connection = await connectTo(Number(new URL(address).port));
    const createOne = async (): Promise<void> => {
      await connection.send(create);
      expect((await connection.response()).status).toBe(201);
    };
    while (performance.now() < end) durations.push(await timed(createOne));
  };
  await Promise.all(Array.from({ length: writers }, writeOn));
  return durations;
};

const inMilliseconds = (durations: readonly number[]) => {
  const { medianMicroseconds, p99Microseconds } = durationsOf(durations);
  return { count: durations.length, median: medianMicroseconds / 1000, p99: p99Microseconds / 1000 };
};

it.skipIf(hasNoSlowDisk)(
  `with ${writers} writers and an fsync that takes ${fsyncMilliseconds} ms, reads do not wait for it, and no write waits for more than two commits`,
  async () => {
    await using home = await createHome();
    const file = join(home.path, "commit-waits.json");
    const preload = fileURLToPath(new URL("../fixtures/commit-waits.ts", import.meta.url));
    const roster = await home.start({
      ...(await slowDisk(home.path, fsyncMilliseconds)),
      NODE_OPTIONS: `--import=${preload}`,
      COMMIT_WAITS_FILE: file,
    });
    const durations = await Promise.all([read(roster.address), write(roster.address, home.key)]);
    const [reads, writes] = durations.map(inMilliseconds);
    const samples = samplesOf((await send(roster.address, "GET", "/metrics", { key: home.key })).text);
    const amount = (name: string): number => samples.find((sample) => sample.name === name)?.value ?? Number.NaN;
    const commits = amount("roster_writer_commit_duration_seconds_count");
    const commitMilliseconds = (amount("roster_writer_commit_duration_seconds_sum") / commits) * 1000;
    await stop(roster);

    const waits: Readonly<Record<string, number>> = JSON.parse(readFileSync(file, "utf8"));
    process.stderr.write(`In milliseconds: ${JSON.stringify({ reads, writes, commits, commitMilliseconds })}\n`);
    process.stderr.write(`Writes by the number of commits that they waited for: ${JSON.stringify(waits)}\n`);
    expect(commitMilliseconds).toBeGreaterThanOrEqual(fsyncMilliseconds);
    expect(reads?.p99).toBeLessThan(fsyncMilliseconds / 2);
    expect(Math.max(...Object.keys(waits).map(Number))).toBeLessThanOrEqual(2);
  },
);
