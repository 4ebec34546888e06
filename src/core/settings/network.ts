/** Settings that name origins, addresses and servers. */
import { isIP } from "node:net";
import { EnvError, makeValidator } from "envalid";
import { isPathPrefix } from "../http/path-prefix.ts";
import { listOf } from "./kinds.ts";

const isOrigin = (text: string): boolean => URL.canParse(text) && new URL(text).origin === text;

export const origins = makeValidator<readonly string[]>((text) => {
  const list = listOf(text);
  const wrong = list.find((item) => !isOrigin(item));
  if (wrong !== undefined) throw new EnvError(`has "${wrong}", which is no origin such as https://app.example.com`);
  return list;
});

/** Names of ranges that Fastify knows. */
const rangeNames = ["loopback", "linklocal", "uniquelocal"];

/** An address, or a range of them that is less than all. */
const isAddressOrRange = (text: string): boolean => {
  const [address = "", prefix, ...rest] = text.split("/");
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return prefix === undefined || (/^[1-9]\d{0,2}$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128));
};

export const proxies = makeValidator<readonly string[]>((text) => {
  const list = listOf(text);
  const wrong = list.find((item) => !rangeNames.includes(item) && !isAddressOrRange(item));
  if (wrong === undefined) return list;
  throw new EnvError(
    `has "${wrong}", which is no address, no range such as 10.0.0.0/8, and none of ${rangeNames.join(", ")}`,
  );
});

export const basePath = makeValidator<string>((text) => {
  // One at the end makes no difference, and `/` is no prefix at all.
  const path = text.replace(/\/$/, "");
  if (path === "" || isPathPrefix(path)) return path;
  throw new EnvError("must be a path such as /service, of letters, digits, -, ., _ and ~, and 100 characters at most");
});

export const redisUrl = makeValidator<string>((text) => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const fits = url !== undefined && /^rediss?:$/.test(url.protocol) && url.hostname !== "";
  // The URL itself may have a password in it.
  if (!fits) throw new EnvError("must be a URL such as redis://host:6379 or rediss://:password@host:6379");
  return text;
});
