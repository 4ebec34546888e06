/** A Roster for a test: the service exactly as `start.js` starts it, on a free port, with a database of its own. */
import { scopes } from "../../generated/contract.ts";
import { app } from "../../src/app.ts";
import { readContract } from "../../src/core/contract/document.ts";
import { createLogger } from "../../src/core/observe/logger.ts";
import { startService } from "../../src/core/service/service.ts";
import { readConfig } from "../../src/core/settings/config.ts";
import type { RosterConfig } from "../../src/directory/open.ts";
import { createKey } from "./create-key.ts";
import { readBeginning } from "./events.ts";
import { createResponseCheck, type ReceivedResponse } from "./response-check.ts";
import { temporaryDatabase } from "./temporary-database.ts";

export const contract = readContract(new URL("../../generated/openapi.json", import.meta.url));

/** Throws unless an answer fits the contract. */
export const checkResponse = createResponseCheck(contract);

export interface TestResponse extends ReceivedResponse {
  /** The body, parsed. */
  readonly json: unknown;
}

export interface TestRoster extends AsyncDisposable {
  readonly address: string;
  readonly port: number;
  readonly config: RosterConfig;
  /** What was logged so far, a line each. */
  readonly log: readonly string[];
  /** Sends a request over a real socket; fails when the answer does not fit the contract. */
  readonly request: (method: string, path: string, options?: RequestOptions) => Promise<TestResponse>;
  /** A new API key with these scopes, or with every one of the contract, made in the database as `npm run keys` makes it. */
  readonly createKey: (scopes: readonly string[] | "all", options?: { readonly expiresAt?: string }) => Promise<string>;
}

export interface RequestOptions {
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON, unless it is text or bytes. */
  readonly body?: unknown;
  /** Whether the Roster has no rate limits. */
  readonly unlimited?: boolean;
}

const bodyOf = (body: unknown): { body?: unknown; headers: Record<string, string> } => {
  if (body === undefined) return { headers: {} };
  const isRaw = typeof body === "string" || body instanceof Uint8Array || body instanceof ReadableStream;
  return { body: isRaw ? body : JSON.stringify(body), headers: { "content-type": "application/json" } };
};

/** Sends a request to any address and holds the answer to the contract. A stream is read to its first event, and left. */
export const send = async (
  address: string,
  method: string,
  path: string,
  { key, headers, body, unlimited = false }: RequestOptions = {},
): Promise<TestResponse> => {
  const content = bodyOf(body);
  const response = await fetch(`${address}${path}`, {
    method,
    ...(content.body !== undefined && { body: content.body, duplex: "half" }),
    // A connection each: one that is kept could lead to a process that is gone, whose port another has.
    headers: {
      connection: "close",
      ...content.headers,
      ...(key !== undefined && { authorization: `Bearer ${key}` }),
      ...headers,
    },
  } as RequestInit);
  const isStream = response.headers.get("content-type")?.startsWith("text/event-stream") === true;
  const text = isStream && response.body ? await readBeginning(response.body) : await response.text();
  const received = { method, path, status: response.status, headers: response.headers, text, unlimited };
  checkResponse(received);
  return {
    ...received,
    get json() {
      return JSON.parse(text);
    },
  };
};

/** The path of the script that the documentation loads. */
export const addressOfScript = async ({ request }: Pick<TestRoster, "request">): Promise<string> => {
  const { text } = await request("GET", "/docs");
  const address = /<script src="([^"]+)">/.exec(text)?.[1];
  if (address === undefined) throw new Error("The documentation has no script.");
  return address;
};

/** Starts a Roster. `overrides` are settings other than the defaults. */
export const startRoster = async (overrides: Partial<RosterConfig> = {}): Promise<TestRoster> => {
  const database = await temporaryDatabase(overrides.sampleData);
  const { databaseUrl, sealingKeys } = database;
  const config: RosterConfig = {
    ...readConfig(app, { PORT: "0", DATABASE_URL: databaseUrl }, {}),
    sealingKeys,
    ...overrides,
  };
  const log: string[] = [];
  const logger = createLogger(config.logLevel, { write: (line) => void log.push(line) });
  const service = await startService(app, config, logger);
  return {
    address: service.address,
    port: Number(new URL(service.address).port),
    config,
    log,
    request: (method, path, options) =>
      send(service.address, method, path, { unlimited: config.rateLimit === "off", ...options }),
    createKey: (wanted, options) =>
      createKey(config.databaseUrl, wanted === "all" ? Object.keys(scopes) : wanted, options),
    [Symbol.asyncDispose]: async () => {
      await service[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
};
