/** How much each caller may ask (draft-ietf-httpapi-ratelimit-headers-10), by the policies of the contract. */
import { normalizeIP } from "@fastify/rate-limit";
import type { FastifyReply, FastifyRequest } from "fastify";
import { LRUCache } from "lru-cache";
import type { Operation } from "../contract/operations.ts";
import { problem } from "../contract/problem.ts";
import type { RateLimitPolicy } from "../contract/rate-limits.ts";
import type { Refusal } from "./refusal.ts";
import type { Counter, CounterFactory, Use } from "./request-counter.ts";

/** Counts a request and lets its answer tell; undefined: it may go on. */
type Count = (request: FastifyRequest, reply: FastifyReply) => Refusal | undefined | Promise<Refusal | undefined>;

/** The policies of an operation. */
export interface OperationLimits {
  /** Before anything else is looked at: what is refused costs little. */
  readonly countAddress: Count;
  /** Once the caller is known. */
  readonly countCredential: Count;
}

export type RateLimits = (operation: Operation) => OperationLimits;

interface Limiter {
  readonly policy: RateLimitPolicy;
  readonly count: Counter;
}

const addressesLimit = 1_000;

/** Reading an IPv6 address takes longer than all the rest here; one that stands for IPv4 (`::ffff:…`) is the usual case. */
const networks = new LRUCache<string, string>({ max: addressesLimit, memoMethod: (address) => normalizeIP(address) });

/** Whom an address stands for: in IPv6, everybody has a network of 2^64 of them. It is gone when the connection is. */
const networkOf = (address: string | undefined = ""): string =>
  address.includes(":") ? networks.memo(address) : address;

const callerOf = {
  address: ({ ip }: FastifyRequest) => networkOf(ip),
  credential: ({ caller }: FastifyRequest) => caller?.actor ?? "",
} as const;

const refusalOf = ({ by, quota, windowSeconds }: RateLimitPolicy, seconds: number): Refusal => ({
  failure: problem(
    "rate-limited",
    `This ${by} has made ${quota.toLocaleString("en")} requests within ${windowSeconds.toLocaleString("en")} seconds.`,
  ),
  headers: { "Retry-After": String(seconds) },
});

/** Tells what remains of a policy after one more use of it, beside what is told of others already. */
const tell = (
  reply: FastifyReply,
  policyHeader: string,
  policy: RateLimitPolicy,
  { requests, millisecondsLeft }: Use,
): Refusal | undefined => {
  const seconds = Math.max(1, Math.ceil(millisecondsLeft / 1000));
  const told = reply.getHeader("ratelimit");
  const state = `"${policy.name}";r=${Math.max(0, policy.quota - requests)};t=${seconds}`;
  reply.header("ratelimit-policy", policyHeader).header("ratelimit", told === undefined ? state : `${told}, ${state}`);
  return requests > policy.quota ? refusalOf(policy, seconds) : undefined;
};

/** Each policy in its turn, until one refuses. What is counted in this process is known at once: promises would cost more. */
const createCount = (limiters: readonly Limiter[], policyHeader: string): Count => {
  const countFrom = (first: number, request: FastifyRequest, reply: FastifyReply): ReturnType<Count> => {
    for (let index = first; index < limiters.length; index += 1) {
      const { policy, count } = limiters[index] as Limiter;
      const use = count(callerOf[policy.by](request));
      if (use instanceof Promise) {
        return use.then((known) => tell(reply, policyHeader, policy, known) ?? countFrom(index + 1, request, reply));
      }
      const refusal = tell(reply, policyHeader, policy, use);
      if (refusal !== undefined) return refusal;
    }
    return undefined;
  };
  return (request, reply) => countFrom(0, request, reply);
};

const unlimited: OperationLimits = { countAddress: () => undefined, countCredential: () => undefined };

/**
 * Makes the limits of a server. A policy counts the requests of all its operations together. Without policies, nothing is
 * counted and nothing told. Throws when an operation names a policy that there is none of.
 */
export const createRateLimits = (policies: readonly RateLimitPolicy[], counterOf: CounterFactory): RateLimits => {
  if (policies.length === 0) return () => unlimited;
  const limiters = new Map(policies.map((policy) => [policy.name, { policy, count: counterOf(policy) }]));
  return ({ operationId, rateLimits }) => {
    const own = rateLimits.map((name) => {
      const limiter = limiters.get(name);
      if (limiter === undefined)
        throw new Error(`${operationId} names the rate limit ${name}, which there is none of.`);
      return limiter;
    });
    const policyHeader = own
      .map(({ policy: { name, quota, windowSeconds } }) => `"${name}";q=${quota};w=${windowSeconds}`)
      .join(", ");
    const countBy = (by: RateLimitPolicy["by"]): Count =>
      createCount(
        own.filter(({ policy }) => policy.by === by),
        policyHeader,
      );
    return { countAddress: countBy("address"), countCredential: countBy("credential") };
  };
};
