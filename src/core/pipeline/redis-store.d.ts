/** The part of @fastify/rate-limit that counts in Redis, which its own types leave out. */
declare module "@fastify/rate-limit/store/RedisStore.js" {
  import type { Redis } from "ioredis";

  export default class RedisStore {
    constructor(continueExceeding: boolean, exponentialBackoff: boolean, redis: Redis, prefix: string);
    /** Counts one more, in one step that no other client comes between. */
    incr(
      key: string,
      done: (error: Error | null, result: { readonly current: number; readonly ttl: number } | null) => void,
      windowMilliseconds: number,
      quota: number,
    ): void;
  }
}
