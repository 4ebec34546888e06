import { EnvError, makeValidator } from "envalid";
import type { RateLimitChange } from "../contract/rate-limits.ts";
import { listOf } from "./kinds.ts";

/** `on`: as the contract has them; `off`: none; otherwise, what is other than in the contract. */
export type RateLimitSetting = "on" | "off" | readonly RateLimitChange[];

const rateLimitChange = /^([a-z-]+)=([1-9]\d{0,8})\/([1-9]\d{0,4})$/;
const longestWindowSeconds = 86_400;

export const rateLimits = makeValidator<RateLimitSetting>((text) => {
  if (text === "on" || text === "off") return text;
  const changes = listOf(text).map((item): RateLimitChange => {
    const [, name, quota, windowSeconds] = rateLimitChange.exec(item) ?? [];
    if (name === undefined || Number(windowSeconds) > longestWindowSeconds) {
      throw new EnvError(
        `has "${item}", which is no limit such as writes=600/60 (requests/seconds, at most ${longestWindowSeconds} seconds); or it is on or off`,
      );
    }
    return { name, quota: Number(quota), windowSeconds: Number(windowSeconds) };
  });
  const names = changes.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new EnvError(`has "${twice}" twice`);
  return changes;
});
