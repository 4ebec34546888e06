/** `kill -9` in the middle of writes, again and again. */
import { expect } from "vitest";
import { send, type TestResponse } from "../support/roster.ts";
import { createHome, type Home, stop } from "./home.ts";

const writersAtOnce = 8;

/** A create that was sent, by the Idempotency-Key that it was sent with. Its name is that key. */
interface Attempt {
  readonly idempotencyKey: string;
  /** What Roster answered; undefined when it was killed before. */
  location: string | undefined;
}

const create = (address: string, key: string, { idempotencyKey }: Attempt): Promise<TestResponse> => {
  const headers = { "idempotency-key": idempotencyKey };
  return send(address, "POST", "/api/users", { key, body: { name: idempotencyKey, age: 41 }, headers });
};

/** Creates users one after the other until the process is gone; each attempt is noted before it is sent. */
const writeUntilGone = async (
  address: string,
  key: string,
  attempts: Attempt[],
  onAcknowledged: () => void,
): Promise<void> => {
  for (;;) {
    const attempt: Attempt = { idempotencyKey: crypto.randomUUID(), location: undefined };
    attempts.push(attempt);
    const answer = await create(address, key, attempt).catch(() => undefined);
    if (answer === undefined) return;
    expect(answer.status).toBe(201);
    attempt.location = answer.headers.get("location") ?? "";
    onAcknowledged();
  }
};

/** What was acknowledged is there; what was not can be repeated under its key, and is there once, whole. */
const expectKept = async (address: string, { key }: Home, attempts: readonly Attempt[]): Promise<void> => {
  for (const attempt of attempts) {
    const { idempotencyKey } = attempt;
    const repeated = await create(address, key, attempt);
    expect(repeated.status).toBe(201);
    if (attempt.location !== undefined) expect(repeated.headers.get("location")).toBe(attempt.location);
    attempt.location = repeated.headers.get("location") ?? "";
    const found = await send(address, "GET", `/api/users?name=${idempotencyKey}`);
    expect(found.json).toEqual([repeated.json]);
  }
};

export interface Kills {
  readonly count: number;
  /** Told after each, with what was acknowledged so far. */
  readonly onKill?: (kills: number, acknowledged: number) => void;
}

/**
 * Kills Roster amid writes, so often, each time a little later. After each kill the database is sound and the next process
 * has everything of this round; after the last, everything there ever was.
 */
export const survivesKills = async ({ count, onKill }: Kills): Promise<void> => {
  await using home = await createHome();
  const all: Attempt[] = [];
  let round: Attempt[] = [];
  const acknowledged = (): number => all.filter(({ location }) => location !== undefined).length;
  for (let kills = 0; kills < count; kills += 1) {
    const roster = await home.start({ SAMPLE_DATA: "off" });
    await expectKept(roster.address, home, round);
    round = [];
    let left = 1 + ((kills * 13) % 40);
    const kill = (): void => {
      left -= 1;
      if (left === 0) roster.child.kill("SIGKILL");
    };
    const writers = Array.from({ length: writersAtOnce }, () => writeUntilGone(roster.address, home.key, round, kill));
    await Promise.all([...writers, roster.ended]);
    home.expectSound();
    all.push(...round);
    onKill?.(kills + 1, acknowledged());
  }
  const last = await home.start();
  await expectKept(last.address, home, all);
  const paths = all.map(({ location }) => location);
  expect(new Set(paths).size).toBe(all.length);
  await stop(last);
  home.expectSound();
};
