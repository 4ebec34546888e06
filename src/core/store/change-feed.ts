import { EventEmitter, once } from "node:events";
import { setTimeout } from "node:timers/promises";
import type { Watch } from "../database/watch.ts";
import type { ChangePlace } from "./queries/change-place.ts";
import type { ChangePage, ChangePageRequest, ChangeQueries, PlacedChange } from "./queries/changes.ts";
import { StoreError } from "./store-error.ts";

/** Where a reader begins, how much it takes at a time, and when it has had enough. */
export interface Following {
  readonly after: ChangePlace;
  readonly limit: number;
  readonly signal: AbortSignal;
}

/** The record of changes, for those who read it once and for those who follow it. */
export interface ChangeFeed extends Pick<ChangeQueries, "page" | "newest"> {
  /**
   * Every change behind the place, in order and once: those that are there, and then each soon after it is committed, by
   * whichever process. A page is read when the one before was taken, and none ahead. While the store cannot be read, it
   * waits. It ends when the signal says so, or when the reader is so late that changes are gone.
   */
  follow(following: Following): AsyncIterable<readonly PlacedChange[]>;
}

/** The feed of a process. Disposing of it ends the watch; whoever follows ends it by the signal. */
export interface RunningChangeFeed extends ChangeFeed, Disposable {}

const pauseMilliseconds = 1_000;

/** Makes the feed. All who follow share one watch, which begins with the first of them, and one reading of the same page. */
export const createChangeFeed = (queries: ChangeQueries, watch: Watch): RunningChangeFeed => {
  const news = new EventEmitter<{ news: [] }>().setMaxListeners(0);
  const underWay = new Map<string, Promise<ChangePage>>();
  let watching: Disposable | undefined;
  let version = 0;

  const tell = (): void => {
    version += 1;
    news.emit("news");
  };

  /** Resolves when there is news since that version, at once where there was some already, and when the signal says so. */
  const newsSince = async (seen: number, signal: AbortSignal): Promise<void> => {
    watching ??= watch(tell);
    if (seen === version) await once(news, "news", { signal }).catch(() => {});
  };

  /** A reading that began before the news must not serve those who come after it. */
  const sharedPage = ({ after, limit }: ChangePageRequest): Promise<ChangePage> => {
    const name = [version, after?.transaction, after?.sequence, limit].join();
    const reading = underWay.get(name) ?? queries.page({ after, limit }).finally(() => underWay.delete(name));
    underWay.set(name, reading);
    return reading;
  };

  const pageOnceReadable = async (following: Following): Promise<ChangePage | undefined> => {
    while (!following.signal.aborted) {
      try {
        return await sharedPage(following);
      } catch (error) {
        if (!(error instanceof StoreError)) throw error;
        await setTimeout(pauseMilliseconds, undefined, { signal: following.signal }).catch(() => {});
      }
    }
    return undefined;
  };

  async function* follow({ after, ...following }: Following): AsyncGenerator<readonly PlacedChange[]> {
    for (let place = after; ; ) {
      const seen = version;
      const page = await pageOnceReadable({ after: place, ...following });
      if (page?.kind !== "page" || following.signal.aborted) return;
      place = page.next;
      if (page.changes.length > 0) yield page.changes;
      else await newsSince(seen, following.signal);
    }
  }

  return {
    page: queries.page,
    newest: queries.newest,
    follow,
    [Symbol.dispose]: () => watching?.[Symbol.dispose](),
  };
};
