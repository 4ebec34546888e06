/** Answers that hold for everybody as long as the directory stays as it is, kept in memory as they are sent. */
import { LRUCache } from "lru-cache";
import type { CacheUse } from "../observe/cache-metrics.ts";
import { createAskedBefore } from "./asked-before.ts";
import { isReady, type ReadyAnswer } from "./ready-answer.ts";

export interface AnswerCache {
  /** What the directory is; undefined while nothing may be kept. To be asked for after a request has come. */
  readonly version: () => string | undefined;
  /** Runs work on requests that have all come: they share one look at what the directory is, as far as nothing is waited for. */
  readonly inOneVersion: (work: (version: string | undefined) => void) => void;
  /** The answer that this address has in this version of the directory; undefined where it is not known. */
  readonly find: (address: string, version: string | undefined) => ReadyAnswer | undefined;
  /** The answer as it is made, once for all who ask for it in the same version; one that is asked for again is kept. */
  readonly obtain: <Other extends object>(
    address: string,
    version: string | undefined,
    make: () => Promise<ReadyAnswer | Other>,
  ) => Promise<ReadyAnswer | Other>;
  readonly use: () => CacheUse;
}

interface Kept {
  readonly version: string;
  readonly answer: ReadyAnswer;
}

interface Making {
  readonly version: string;
  readonly answer: Promise<object>;
}

/** How many answers wait for somebody who asks again at once, as a crowd does, and their share of the memory. */
const latestLimit = 32;
const latestShare = 1 / 16;

/** About what an entry takes beside its texts. */
const entryBytes = 512;

const bytesOf = ({ answer: { bytes, head } }: Kept, address: string): number =>
  entryBytes + address.length + bytes.length + head.reduce((sum, text) => sum + text.length, 0);

/**
 * Makes the cache. An answer is kept under the version that was read before its rows, and given while that is the version
 * still, so that it is as fresh as the version is. What nobody asks for again is forgotten soon, unless it was kept in an
 * earlier version: to keep it costs a fifth of what it costs to make it, and pushes out what is wanted. `maximumBytes` bounds
 * what is kept; 0: nothing is.
 */
export const createAnswerCache = (readVersion: () => string | undefined, maximumBytes: number): AnswerCache => {
  const latestBytes = Math.max(1, Math.floor(maximumBytes * latestShare));
  const keptBytes = Math.max(1, maximumBytes - latestBytes);
  const kept = new LRUCache<string, Kept>({ maxSize: keptBytes, sizeCalculation: bytesOf });
  const latest = new LRUCache<string, Kept>({ max: latestLimit, maxSize: latestBytes, sizeCalculation: bytesOf });
  const making = new Map<string, Making>();
  const askedBefore = createAskedBefore();
  const counts = { hits: 0, misses: 0, joined: 0, bypassed: 0 };

  const settle = (address: string, own: Making, isWanted: boolean, answer?: object): void => {
    // What was asked for after this is of a later version.
    if (making.get(address) !== own) return;
    making.delete(address);
    if (answer === undefined || !isReady(answer)) return;
    const made = { version: own.version, answer };
    if (isWanted) kept.set(address, made);
    else latest.set(address, made);
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
      const found = kept.get(address);
      if (found?.version === version) {
        counts.hits += 1;
        return found.answer;
      }
      const young = latest.get(address);
      if (young?.version !== version) return undefined;
      latest.delete(address);
      kept.set(address, young);
      counts.hits += 1;
      return young.answer;
    },
    obtain: (address, version, make) => {
      if (version === undefined) {
        counts.bypassed += 1;
        return make();
      }
      const underWay = making.get(address);
      if (underWay?.version === version) {
        counts.joined += 1;
        // Who asks for the same address asks the same operation, whose answers have this type.
        return underWay.answer as ReturnType<typeof make>;
      }
      counts.misses += 1;
      const isWanted = kept.has(address) || askedBefore(address, version);
      const answer = make();
      const own: Making = { version, answer };
      making.set(address, own);
      answer.then(
        (made) => settle(address, own, isWanted, made),
        () => settle(address, own, isWanted),
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
