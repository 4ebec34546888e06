/** Moves every contact to the newest key, a few at a time, so that others can write in between. */
import { setTimeout } from "node:timers/promises";
import { type CommandContext, type KeyCommandTools, StoreError } from "#core";
import type { Resealing } from "../commands/resealContacts.ts";
import { type Contacts, openContacts } from "../contacts.ts";
import type { DirectoryStore } from "../open.ts";
import type { SealedContact } from "./contact-seal.ts";
import { type KeySource, obtainSealingKeys } from "./obtain-keys.ts";
import { UnsealingError } from "./seal.ts";

const batchSize = 100;
// Others may store contacts under another key meanwhile, but not for ever.
const passes = 10;
const attemptsWhileBusy = 30;
const pauseMilliseconds = 100;
const longestRestMilliseconds = 50;

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/** A Roster that writes much may hold the lock for a while. */
const whileBusy = async <Result>(work: () => Promise<Result>, attempt = 1): Promise<Result> => {
  try {
    return await work();
  } catch (error) {
    const mayHelp = error instanceof StoreError && error.reason === "busy" && attempt < attemptsWhileBusy;
    if (!mayHelp) throw error;
    await setTimeout(pauseMilliseconds);
    return whileBusy(work, attempt + 1);
  }
};

/**
 * Rests for as long as the work took, or the longest rest. Who waits for SQLite's lock only looks now and then whether it is
 * free, and would seldom find it so. Work that took longer waited for others, mostly.
 */
const restingAfter = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  const start = performance.now();
  const result = await work();
  await setTimeout(Math.min(performance.now() - start, longestRestMilliseconds));
  return result;
};

interface Batch {
  readonly contacts: readonly Resealing[];
  /** Users whose contact cannot be opened. */
  readonly unopened: readonly number[];
}

const resealBatch = (contacts: Contacts, found: readonly SealedContact[]): Batch => {
  const resealed: Resealing[] = [];
  const unopened: number[] = [];
  for (const contact of found) {
    try {
      resealed.push(contacts.reseal(contact));
    } catch (error) {
      if (!(error instanceof UnsealingError)) throw error;
      unopened.push(contact.userId);
    }
  }
  return { contacts: resealed, unopened };
};

/** Goes through all that are sealed with another key, once. What is written meanwhile may be missed. */
const resealOnce = async (
  { queries, writer }: DirectoryStore,
  contacts: Contacts,
  context: CommandContext,
  onMoved: (count: number) => void,
): Promise<{ readonly moved: number; readonly unopened: readonly number[] }> => {
  const { keyId } = contacts.keys;
  const unopened: number[] = [];
  let moved = 0;
  for (let afterUserId = 0; ; ) {
    const found = await queries.contacts.listSealedOtherwise({ keyId, afterUserId, limit: batchSize });
    const last = found.at(-1);
    if (last === undefined) return { moved, unopened };
    const batch = resealBatch(contacts, found);
    const input = { ...contacts.keys, contacts: batch.contacts };
    const count = await restingAfter(() => whileBusy(() => writer.run("resealContacts", input, context)));
    moved += count;
    onMoved(count);
    unopened.push(...batch.unopened);
    afterUserId = last.userId;
  }
};

const resealAgain = async (store: DirectoryStore, contacts: Contacts, { context, createProgress }: KeyCommandTools) => {
  const progress = createProgress(await store.queries.contacts.countSealedOtherwise(contacts.keys.keyId));
  let moved = 0;
  let unopened: readonly number[] = [];
  for (let movedLast = 1, pass = 1; movedLast > 0 && pass <= passes; pass += 1) {
    const once = await resealOnce(store, contacts, context, (count) => {
      moved += count;
      progress.show(moved);
    });
    movedLast = once.moved;
    unopened = once.unopened;
  }
  progress.end();
  return { moved, unopened };
};

/**
 * Moves every contact to the newest key, and forgets the keys that none is sealed with any more. Whatever interrupts it
 * leaves each contact under one key or the other, and the next run goes on from there. Says on standard error what it does
 * and what remains; false when something does.
 */
export const resealAll = async (store: DirectoryStore, source: KeySource, tools: KeyCommandTools): Promise<boolean> => {
  const { queries, writer } = store;
  if ((await queries.contacts.keysInUse()).length === 0) {
    say("There are no sealed contacts yet.");
    return true;
  }
  const contacts = await openContacts(
    queries.contacts,
    obtainSealingKeys(source, true, () => {}),
  );
  const { keyId } = contacts.keys;
  const { moved, unopened } = await resealAgain(store, contacts, tools);
  const retired = await whileBusy(() => writer.run("retireSealingKeys", { keep: keyId }, tools.context));
  const remaining = await queries.contacts.countSealedOtherwise(keyId);
  for (const userId of unopened) say(`The contact of user ${userId} cannot be opened; it stays as it is.`);
  say(`Contacts moved to the key ${keyId}: ${moved}. Under another key: ${remaining}.`);
  if (retired.length > 0) say(`No contact needs any more: ${retired.join(", ")}.`);
  return remaining === 0;
};
