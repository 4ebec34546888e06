/** What is measured at each size, through the store as Roster uses it. */
import type { DirectoryStore } from "../../src/directory/open.ts";
import type { UserPageRequest } from "../../src/directory/queries/users.ts";
import { type Durations, durationsOf, measureRuns, timed } from "./durations.ts";
import { type AskRow, positionBehind } from "./positions.ts";

/** What came of one case. */
export interface Measured extends Durations {
  /** How many were done in a second, where many are done at the same time. */
  readonly perSecond?: number;
}

export interface ScaleCase {
  readonly title: string;
  readonly run: (runs: number) => Promise<Measured>;
}

const limit = 50;
const atOnce = 64;
const atLeast = 10;

const create = ({ writer }: DirectoryStore): Promise<unknown> =>
  writer.run("createUser", { name: "Olga Novak", age: 33 }, { actor: "measurement" });

/** Each of many goes on as soon as it was answered, as the clients of a busy server do. */
const createAtOnce = async (store: DirectoryStore, runs: number): Promise<Measured> => {
  const all: number[] = [];
  const each = Math.max(atLeast, Math.ceil((runs * 2) / atOnce));
  const client = async (): Promise<void> => {
    for (let run = 0; run < each; run += 1) all.push(await timed(() => create(store)));
  };
  const microseconds = await timed(() => Promise.all(Array.from({ length: atOnce }, client)));
  return { ...durationsOf(all), perSecond: all.length / (microseconds / 1_000_000) };
};

/** The cases for a directory with so many users. Those that write come last. */
export const scaleCases = async (store: DirectoryStore, ask: AskRow, users: number): Promise<readonly ScaleCase[]> => {
  const [middle, last] = [
    await positionBehind(ask, "name", Math.ceil(users / 2)),
    await positionBehind(ask, "name", Math.max(1, users - limit)),
  ];
  const page = (title: string, request: Omit<UserPageRequest, "limit">): ScaleCase => ({
    title,
    run: (runs) => measureRuns(() => store.queries.users.list({ limit, ...request }), runs),
  });
  return [
    { title: "one user", run: (runs) => measureRuns(() => store.queries.users.find(Math.ceil(users / 2)), runs) },
    page("first page", { sort: "name" }),
    page("middle page", { sort: "name", after: middle }),
    page("last page", { sort: "name", after: last }),
    page("filtered page, cheap", { sort: "age", minimumAge: 30, maximumAge: 40 }),
    page("filtered page, dear", { sort: "id", namePrefix: "alice", minimumAge: 99 }),
    { title: "a create, alone", run: (runs) => measureRuns(() => create(store), runs) },
    { title: `a create, ${atOnce} at once`, run: (runs) => createAtOnce(store, runs) },
  ];
};
