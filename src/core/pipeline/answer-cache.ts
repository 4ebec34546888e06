/** Answers that hold for everybody as long as the store stays as it is, kept in memory as they are sent. */
import { LRUCache } from "lru-cache";
import { createSharedLookUps } from "../access/shared-look-ups.ts";
import { compressibleBytes } from "../http/content-coding.ts";
import { hashOf } from "../http/hash.ts";
import type { CacheUse } from "../observe/cache-metrics.ts";
import { createAskedBefore } from "./asked-before.ts";
import { isReady, type ReadyAnswer } from "./ready-answer.ts";

export interface AnswerCache {
  /** What the directory is; undefined while nothing may be kept. To be asked for after a request has come. */
  readonly version: () => string | undefined;
  /** Runs work on requests that have all come: they share one look at what the directory is, as far as nothing is waited for. */
  readonly inOneVersion: (work: (version: string | undefined) => void) => void;
  /** The answer that this address has in this version of the store; undefined where it is not known. */
  readonly find: (address: string, version: string | undefined) => ReadyAnswer | undefined;
  /** The answer as it is made, once for all who ask for it in the same version; one that is asked for again is kept. */
  readonly obtain: <Other extends object>(
    address: string,
    version: string | undefined,
    make: () => Promise<ReadyAnswer | Other>,
  ) => Promise<ReadyAnswer | Other>;
  readonly use: () => CacheUse;
}

interface Entry {
  readonly address: string;
  readonly version: string;
}

interface Kept extends Entry {
  readonly answer: ReadyAnswer;
}

interface Making extends Entry {
  readonly answer: Promise<object>;
}

const isOf = (entry: Entry, address: string, version: string): boolean =>
  entry.version === version && entry.address === address;

/** How many answers wait for somebody who asks again at once, as a crowd does, and their share of the memory. */
const latestLimit = 32;
const latestShare = 1 / 16;

/** About what an entry takes beside its texts. */
const entryBytes = 512;

/** Each of the two codings of a body is half of it at most, where it is kept at all. */
const bytesWithCodings = ({ length }: ReadyAnswer["bytes"]): number =>
  length < compressibleBytes ? length : 2 * length;

const bytesOf = ({ address, answer: { bytes, head } }: Kept): number =>
  entryBytes + address.length + bytesWithCodings(bytes) + head.reduce((sum, text) => sum + text.length, 0);

/**
 * Makes the cache. An answer is kept under the version that was read before its rows, and given while that is the version
 * still, so that it is as fresh as the version is. What nobody asks for again is forgotten soon, unless it was kept in an
 * earlier version: to keep it costs a fifth of what it costs to make it, and pushes out what is wanted. `maximumBytes` bounds
 * what is kept; 0: nothing is.
 *
 * The keys are hashes of addresses, as V8 makes every text that a `Map` is asked for one of its own table, which takes more
 * than the look-up itself. Of addresses that share one, a single one is known at a time.
 */
export const createAnswerCache = (readVersion: () => string | undefined, maximumBytes: number): AnswerCache => {
  const latestBytes = Math.max(1, Math.floor(maximumBytes * latestShare));
  const keptBytes = Math.max(1, maximumBytes - latestBytes);
  const kept = new LRUCache<number, Kept>({ maxSize: keptBytes, sizeCalculation: bytesOf });
  const latest = new LRUCache<number, Kept>({ max: latestLimit, maxSize: latestBytes, sizeCalculation: bytesOf });
  const making = new Map<number, Making>();
  const anew = createSharedLookUps<object>();
  const askedBefore = createAskedBefore();
  const counts = { hits: 0, misses: 0, joined: 0, bypassed: 0 };

  const settle = (key: number, own: Making, isWanted: boolean, answer?: object): void => {
    // What was asked for after this is of a later version.
    if (making.get(key) !== own) return;
    making.delete(key);
    if (answer === undefined || !isReady(answer)) return;
    const made = { address: own.address, version: own.version, answer };
    if (isWanted) kept.set(key, made);
    else latest.set(key, made);
  };

  const lookAt = maximumBytes === 0 ? () => undefined : readVersion;
  let shared: { readonly version: string | undefined } | undefined;

  return {
    version: () => (shared === undefined ? lookAt() : shared.version),
    inOneVersion: (work) => {
      shared = { version: lookAt() };
      try {
        work(shared.version);
      } finally {
        shared = undefined;
      }
    },
    find: (address, version) => {
      if (version === undefined) return undefined;
      const key = hashOf(address);
      const found = kept.get(key);
      if (found !== undefined && isOf(found, address, version)) {
        counts.hits += 1;
        return found.answer;
      }
      const young = latest.get(key);
      if (young === undefined || !isOf(young, address, version)) return undefined;
      latest.delete(key);
      kept.set(key, young);
      counts.hits += 1;
      return young.answer;
    },
    obtain: (address, version, make) => {
      if (version === undefined) {
        counts.bypassed += 1;
        return anew(address, make) as ReturnType<typeof make>;
      }
      const key = hashOf(address);
      const underWay = making.get(key);
      if (underWay !== undefined && isOf(underWay, address, version)) {
        counts.joined += 1;
        // Who asks for the same address asks the same operation, whose answers have this type.
        return underWay.answer as ReturnType<typeof make>;
      }
      counts.misses += 1;
      const isWanted = kept.has(key) || askedBefore(key, version);
      const answer = make();
      const own: Making = { address, version, answer };
      making.set(key, own);
      answer.then(
        (made) => settle(key, own, isWanted, made),
        () => settle(key, own, isWanted),
      );
      return answer;
    },
    use: () => ({
      ...counts,
      answers: kept.size + latest.size,
      bytes: kept.calculatedSize + latest.calculatedSize,
    }),
  };
};
