/** A directory of users to measure on: the same each time. */
import { DatabaseSync } from "node:sqlite";
import { app } from "../src/app.ts";
import { foldName } from "../src/core/database/fold-name.ts";
import { openStore } from "../src/core/store/store.ts";

const firstNames = [
  ...["Alice", "Bob", "Carol", "Dmitri", "Élodie", "Fatima"],
  ...["Güneş", "Haruki", "Ingrid", "José", "Mei", "Zoë"],
];
const lastNames = [
  ...["Adams", "Bianchi", "Castro", "Dubois", "Eriksson", "Fischer"],
  ...["García", "Haddad", "Ivanov", "Kim", "Øst"],
];
const rare = "Xerxes Quill";
const rareEvery = 50_000;
const reportEvery = 50_000;

/** A linear congruential generator (Numerical Recipes). */
const createRandom = (): ((below: number) => number) => {
  let state = 1;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
};

export interface SampleUser {
  readonly name: string;
  readonly age: number;
}

/** So many users, the same each time. */
export function* sampleUsers(count: number): Generator<SampleUser> {
  const random = createRandom();
  const pick = (names: readonly string[]): string => names[random(names.length)] as string;
  for (let index = 1; index <= count; index += 1) {
    const name = index % rareEvery === 0 ? rare : `${pick(firstNames)} ${pick(lastNames)} ${random(100_000)}`;
    yield { name, age: random(100) };
  }
}

/** Adds so many users to a database file that has the tables. `onProgress` is told now and then how many there are. */
export const addSampleUsers = (
  filename: string,
  count: number,
  onProgress: (done: number) => void = () => {},
): void => {
  const database = new DatabaseSync(filename);
  // A cache that is larger than what many users take: their names come in no order.
  database.exec("pragma synchronous = off; pragma cache_size = -2000000; begin");
  const insert = database.prepare("insert into users (name, name_key, age) values (?, ?, ?)");
  let done = 0;
  for (const { name, age } of sampleUsers(count)) {
    insert.run(name, foldName(name), age);
    done += 1;
    if (done % reportEvery === 0) onProgress(done);
  }
  database.exec("commit; pragma wal_checkpoint(truncate)");
  database.close();
};

/** Makes a database file with so many users. `onProgress` is told now and then how many there are. */
export const makeSampleDirectory = async (
  filename: string,
  count: number,
  onProgress?: (done: number) => void,
): Promise<void> => {
  await (await openStore(app, { databaseUrl: filename, sampleData: false }))[Symbol.asyncDispose]();
  addSampleUsers(filename, count, onProgress);
};
