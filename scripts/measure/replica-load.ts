/** Load by wrk on several Rosters at the same time. */
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

export interface LoadCase {
  readonly title: string;
  readonly method: "GET" | "POST" | "PUT";
  readonly path: string;
  readonly body?: string;
}

export interface LoadResult {
  readonly requests: number;
  readonly requestsPerSecond: number;
  /** The worst of the processes. */
  readonly p99Microseconds: number;
}

export interface LoadOptions {
  readonly seconds: number;
  /** For all processes together. */
  readonly connections: number;
  readonly key: string;
}

const run = promisify(execFile);
const script = fileURLToPath(new URL("../bench/load.lua", import.meta.url));

/** The cases for a directory with so many users. */
export const loadCases = (users: number): readonly LoadCase[] => [
  { title: "one user", method: "GET", path: `/api/users/${Math.ceil(users / 2)}` },
  { title: "a page of 50, by name", method: "GET", path: "/api/users?sort=name&limit=50" },
  { title: "a create", method: "POST", path: "/api/users", body: '{"name":"Olga Novak","age":33}' },
  // Always the same one: contacts of the whole database are written in turns, whoever's they are.
  { title: "a contact", method: "PUT", path: "/api/users/1/contact", body: '{"email":"olga@example.com"}' },
];

const loadOne = async (
  address: string,
  { title, method, path, body }: LoadCase,
  { seconds, key }: LoadOptions,
  connections: number,
) => {
  const headers = body === undefined ? [] : [`Authorization: Bearer ${key}`, "Content-Type: application/json"];
  const { stdout } = await run(
    "wrk",
    ["-t1", "-c", String(connections), "-d", `${seconds}s`, "--timeout", "30s", "-s", script, address],
    {
      env: {
        PATH: process.env.PATH,
        USUAL_METHOD: method,
        USUAL_PATH: path,
        USUAL_HEADERS: headers.join("\n"),
        ...(body !== undefined && { USUAL_BODY: body }),
      },
    },
  );
  const result = JSON.parse(stdout.trim().split("\n").at(-1) ?? "");
  // A fast wrong answer is no measurement.
  if (result.requests === 0 || result.refused > 0 || result.broken > 0) {
    throw new Error(`${title}: of ${result.requests} requests ${result.refused} were refused, ${result.broken} broke`);
  }
  return result as { readonly requests: number; readonly seconds: number; readonly p99: number };
};

/** Puts a load on Rosters, the same number of connections on each. Throws when not all requests succeed. */
export const loadReplicas = async (
  addresses: readonly string[],
  loadCase: LoadCase,
  options: LoadOptions,
): Promise<LoadResult> => {
  const each = Math.max(1, Math.round(options.connections / addresses.length));
  const results = await Promise.all(addresses.map((address) => loadOne(address, loadCase, options, each)));
  return {
    requests: results.reduce((sum, { requests }) => sum + requests, 0),
    requestsPerSecond: results.reduce((sum, { requests, seconds }) => sum + requests / seconds, 0),
    p99Microseconds: Math.max(...results.map(({ p99 }) => p99)),
  };
};
