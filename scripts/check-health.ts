/** node scripts/check-health.ts: asks the Roster on this machine, by its settings, whether it is alive; the exit code is 0 when it is. */
import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { isIPv6 } from "node:net";
import { app } from "../src/app.ts";
import { readConfig } from "../src/core/settings/config.ts";

const timeoutMilliseconds = 3_000;

/** A server on every address answers on the loopback address, too. */
const loopback: Readonly<Record<string, string>> = { "0.0.0.0": "127.0.0.1", "::": "::1" };

const { host, port, tls } = readConfig(app);
const address = loopback[host] ?? host;
const request = tls === undefined ? requestHttp : requestHttps;
const options = {
  host: address,
  port,
  path: "/livez",
  timeout: timeoutMilliseconds,
  headers: { host: isIPv6(address) ? `[${address}]` : address },
  // The certificate is for the name that clients use.
  rejectUnauthorized: false,
};
request(options, ({ statusCode }) => process.exit(statusCode === 200 ? 0 : 1))
  .on("timeout", () => process.exit(1))
  .on("error", () => process.exit(1))
  .end();
