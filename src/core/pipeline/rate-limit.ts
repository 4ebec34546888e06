/** How much each caller may ask (draft-ietf-httpapi-ratelimit-headers-10), by the policies of the contract. */
import { normalizeIP } from "@fastify/rate-limit";
import type { FastifyReply } from "fastify";
import { LRUCache } from "lru-cache";
import type { Operation } from "../contract/operations.ts";
import { problem } from "../contract/problem.ts";
import type { RateLimitPolicy } from "../contract/rate-limits.ts";
import { groupedDigits } from "../http/grouped-digits.ts";
import type { Refusal } from "../http/refusal.ts";
import type { Counter, CounterFactory, Use } from "./request-counter.ts";

/** What a request leaves of the policies that counted it. */
export interface Counted {
  /** As the field `RateLimit` has it; empty where nothing counted. */
  readonly remaining: string;
  /** Undefined: it may go on. */
  readonly refusal: Refusal | undefined;
}

/** Counts one more request of a caller. */
export type Count = (caller: string) => Counted | Promise<Counted>;

/** The policies of an operation; undefined where nothing is counted. */
export interface OperationLimits {
  /** The field `RateLimit-Policy`. */
  readonly policies: string;
  /** By `callerAt`, before anything else is looked at: what is refused costs little. */
  readonly countAddress: Count;
  /** By who calls, once that is known. */
  readonly countCredential: Count;
}

export type RateLimits = (operation: Pick<Operation, "operationId" | "rateLimits">) => OperationLimits | undefined;

interface Limiter {
  readonly policy: RateLimitPolicy;
  readonly count: Counter;
}

const addressesLimit = 1_000;

/** Reading an IPv6 address takes longer than all the rest here; one that stands for IPv4 (`::ffff:…`) is the usual case. */
const networks = new LRUCache<string, string>({ max: addressesLimit, memoMethod: (address) => normalizeIP(address) });

/** Whom an address stands for: in IPv6, everybody has a network of 2^64 of them. It is gone when the connection is. */
export const callerAt = (address: string | undefined = ""): string =>
  address.includes(":") ? networks.memo(address) : address;

const refusalOf = ({ by, quota, windowSeconds }: RateLimitPolicy, seconds: number): Refusal => ({
  failure: problem(
    "rate-limited",
    `This ${by} has made ${groupedDigits(quota)} requests within ${groupedDigits(windowSeconds)} seconds.`,
  ),
  headers: { "Retry-After": String(seconds) },
});

const countedBy = (policy: RateLimitPolicy, { requests, millisecondsLeft }: Use, before: string): Counted => {
  const seconds = Math.max(1, Math.ceil(millisecondsLeft / 1000));
  const own = `"${policy.name}";r=${Math.max(0, policy.quota - requests)};t=${seconds}`;
  return {
    remaining: before === "" ? own : `${before}, ${own}`,
    refusal: requests > policy.quota ? refusalOf(policy, seconds) : undefined,
  };
};

/** Each policy in its turn, until one refuses. What is counted in this process is known at once: promises would cost more. */
const createCount = (limiters: readonly Limiter[]): Count => {
  const countFrom = (first: number, caller: string, before: string): ReturnType<Count> => {
    let remaining = before;
    for (let index = first; index < limiters.length; index += 1) {
      const { policy, count } = limiters[index] as Limiter;
      const use = count(caller);
      if (use instanceof Promise) {
        return use.then((known) => {
          const counted = countedBy(policy, known, remaining);
          return counted.refusal === undefined ? countFrom(index + 1, caller, counted.remaining) : counted;
        });
      }
      const counted = countedBy(policy, use, remaining);
      if (counted.refusal !== undefined) return counted;
      ({ remaining } = counted);
    }
    return { remaining, refusal: undefined };
  };
  return (caller) => countFrom(0, caller, "");
};

/** Lets an answer tell what a request leaves, beside what it tells of other policies already. */
export const tellCounted = (
  reply: FastifyReply,
  { policies }: OperationLimits,
  { remaining, refusal }: Counted,
): Refusal | undefined => {
  if (remaining === "") return refusal;
  const told = reply.getHeader("ratelimit");
  reply.header("ratelimit-policy", policies);
  reply.header("ratelimit", told === undefined ? remaining : `${told}, ${remaining}`);
  return refusal;
};

/**
 * Makes the limits of a server. A policy counts the requests of all its operations together. Without policies, nothing is
 * counted and nothing told. Throws when an operation names a policy that there is none of.
 */
export const createRateLimits = (policies: readonly RateLimitPolicy[], counterOf: CounterFactory): RateLimits => {
  if (policies.length === 0) return () => undefined;
  const limiters = new Map(policies.map((policy) => [policy.name, { policy, count: counterOf(policy) }]));
  return ({ operationId, rateLimits }) => {
    const own = rateLimits.map((name) => {
      const limiter = limiters.get(name);
      if (limiter === undefined)
        throw new Error(`${operationId} names the rate limit ${name}, which there is none of.`);
      return limiter;
    });
    const countBy = (by: RateLimitPolicy["by"]): Count => createCount(own.filter(({ policy }) => policy.by === by));
    return {
      policies: own
        .map(({ policy: { name, quota, windowSeconds } }) => `"${name}";q=${quota};w=${windowSeconds}`)
        .join(", "),
      countAddress: countBy("address"),
      countCredential: countBy("credential"),
    };
  };
};
