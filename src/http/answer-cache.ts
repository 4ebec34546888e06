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
  /** Whether somebody asked for it before. */
  readonly isWanted: boolean;
  /** Settled when it is made. */
  answer?: Promise<object>;
}

/** About what an entry takes beside its texts. */
const entryBytes = 512;

const bytesOf = ({ answer: { bytes, head } }: Kept, address: string): number =>
  entryBytes + address.length + bytes.length + head.reduce((sum, text) => sum + text.length, 0);

/**
 * Makes the cache. An answer is kept under the version that was read before its rows, and given while that is the version
 * still, so that it is as fresh as the version is. What nobody asks for again is not kept, unless it was in an earlier
 * version: to keep it costs a fifth of what it costs to make it, and pushes out what is wanted. `maximumBytes` bounds what is
 * kept; 0: nothing is.
 */
export const createAnswerCache = (readVersion: () => string | undefined, maximumBytes: number): AnswerCache => {
  const kept = new LRUCache<string, Kept>({ maxSize: Math.max(maximumBytes, 1), sizeCalculation: bytesOf });
  const making = new Map<string, Making>();
  const askedBefore = createAskedBefore();
  const counts = { hits: 0, misses: 0, joined: 0, bypassed: 0 };

  const makeAndKeep = async <Answer extends object>(address: string, own: Making, make: () => Promise<Answer>) => {
    try {
      const answer = await make();
      // What was asked for after this is of a later version.
      const isLatest = making.get(address) === own;
      if (isLatest && own.isWanted && isReady(answer)) kept.set(address, { version: own.version, answer });
      return answer;
    } finally {
      if (making.get(address) === own) making.delete(address);
    }
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
      if (found?.version !== version) return undefined;
      counts.hits += 1;
      return found.answer;
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
      const own: Making = { version, isWanted: kept.has(address) || askedBefore(address, version) };
      making.set(address, own);
      const answer = makeAndKeep(address, own, make);
      own.answer = answer;
      return answer;
    },
    use: () => ({ ...counts, answers: kept.size, bytes: kept.calculatedSize }),
  };
};
