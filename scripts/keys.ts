/** Makes, lists and revokes API keys in the database that the settings name; works beside a running service. An application may add commands. */
import { parseArgs } from "node:util";
import { scopes } from "../generated/contract.ts";
import { app } from "../src/app.ts";
import { formatApiKey, hashSecret, newApiKey } from "../src/core/access/api-key.ts";
import { type Config, readConfig } from "../src/core/settings/config.ts";
import { StartError } from "../src/core/start-error.ts";
import type { StoredKey } from "../src/core/store/queries/keys.ts";
import { openStore } from "../src/core/store/store.ts";
import { StoreError } from "../src/core/store/store-error.ts";
import { parseDurationMilliseconds, parseKeyName, parseScopes, UsageError } from "./keys/arguments.ts";
import { createProgress } from "./keys/progress.ts";

/** Those of the contract, and what the core itself asks for. */
const known = [...new Set([...Object.keys(scopes), "metrics:read"])];

const keyCommands = (await app.keyCommands?.()) ?? {};
const own = Object.entries(keyCommands);

const usage = `Usage:
  npm run --silent keys -- create --name NAME --scopes SCOPE[,SCOPE…] [--expires 90d]
  npm run --silent keys -- list
  npm run --silent keys -- revoke ID
${own.map(([name]) => `  npm run --silent keys -- ${name}\n`).join("")}
create prints the new key on standard output, once: only its hash is stored. Without --silent, npm prints the command as
well. --expires takes a number and m, h or d (minutes, hours, days); without it, a key does not expire.

${own.map(([name, { help }]) => `${name} ${help}.\n\n`).join("")}Scopes:
${Object.entries(scopes)
  .map(([scope, meaning]) => `  ${scope.padEnd(14)} ${meaning}`)
  .join("\n")}
`;

/** Who makes these changes, as the database records it. */
const context = { actor: "npm run keys" };

const parse = (args: string[]) =>
  parseArgs({
    args,
    allowPositionals: true,
    options: {
      name: { type: "string" },
      scopes: { type: "string" },
      expires: { type: "string" },
      help: { type: "boolean", short: "h" },
    },
  });

type Values = ReturnType<typeof parse>["values"];

const open = (config: Config) => openStore(app, config);

/** What is to be done to the database; arguments are checked before it is opened. */
type Opened = Awaited<ReturnType<typeof open>>;
type Action = (store: Opened, config: Config) => Promise<void>;

const create = (values: Values): Action => {
  const name = parseKeyName(values.name);
  const mayBeNone = Object.keys(scopes).length === 0;
  const granted = mayBeNone && values.scopes === undefined ? [] : parseScopes(values.scopes, known);
  const lifetime = values.expires === undefined ? undefined : parseDurationMilliseconds(values.expires);
  return async ({ writer }) => {
    const key = newApiKey();
    const expiresAt = lifetime && new Date(Date.now() + lifetime).toISOString();
    const record = { id: key.id, name, secretHash: hashSecret(key.secret), scopes: granted };
    await writer.run("createKey", { ...record, ...(expiresAt && { expiresAt }) }, context);
    process.stdout.write(`${formatApiKey(key)}\n`);
    process.stderr.write(`This is the only time that the key is shown. Its id is ${key.id}.\n`);
  };
};

const stateOf = ({ revokedAt, expiresAt }: StoredKey): string => {
  if (revokedAt) return `revoked ${revokedAt}`;
  if (!expiresAt) return "valid";
  return `${new Date(expiresAt) <= new Date() ? "expired" : "valid until"} ${expiresAt}`;
};

const list: Action = async ({ queries }) => {
  const keys = await queries.keys.list();
  for (const key of keys) {
    const lastUse = key.lastUsedAt ? `last used ${key.lastUsedAt}` : "never used";
    process.stdout.write(`${[key.id, key.name, key.scopes.join(","), stateOf(key), lastUse].join("\t")}\n`);
  }
  if (keys.length === 0) process.stderr.write("There are no keys yet.\n");
};

const revoke =
  (id: string | undefined): Action =>
  async ({ writer }) => {
    if (id === undefined) throw new UsageError("Which key? npm run keys -- list shows their ids.");
    if (!(await writer.run("revokeKey", { id }, context))) throw new UsageError(`There is no key with the id ${id}.`);
    process.stderr.write(`The key ${id} is revoked.\n`);
  };

/** What the application adds: an action, or a text for standard output. */
const ownAction = (command: (typeof keyCommands)[string]): Action | string =>
  "print" in command
    ? `${command.print()}
`
    : async (store, config) => {
        if (!(await command.run(store, config as Parameters<typeof command.run>[1], { context, createProgress }))) {
          process.exitCode = 1;
        }
      };

/** What is asked for: an action, or a text for standard output. */
const actionOf = (args: string[]): Action | string => {
  const { values, positionals } = parse(args);
  const [command, id, ...surplus] = positionals;
  if (values.help || command === undefined) return usage;
  if (surplus.length > 0 || (id !== undefined && command !== "revoke")) {
    throw new UsageError(`"${surplus[0] ?? id}" is one argument too many.`);
  }
  if (command === "create") return create(values);
  if (command === "list") return list;
  if (command === "revoke") return revoke(id);
  const added = Object.hasOwn(keyCommands, command) ? keyCommands[command] : undefined;
  if (added !== undefined) return ownAction(added);
  const names = ["create", "list", "revoke", ...Object.keys(keyCommands)];
  throw new UsageError(`There is no "${command}"; there are ${names.slice(0, -1).join(", ")} and ${names.at(-1)}.`);
};

const isExpected = (error: unknown): error is Error =>
  [UsageError, StartError, StoreError].some((kind) => error instanceof kind) ||
  String((error as { code?: unknown }).code).startsWith("ERR_PARSE_ARGS");

try {
  const action = actionOf(process.argv.slice(2));
  if (typeof action === "string") {
    process.stdout.write(action);
  } else {
    const config = readConfig(app);
    await using store = await open(config);
    await action(store, config);
  }
} catch (error) {
  process.stderr.write(`keys: ${isExpected(error) ? error.message : (error as Error).stack}\n`);
  process.exitCode = 1;
}
