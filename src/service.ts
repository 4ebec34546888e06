/** Puts the parts together, in their order, and takes them apart again. */
import { setTimeout } from "node:timers/promises";
import { createApiKeyAuthenticator } from "./access/api-key-authenticator.ts";
import { createKeyUseRecorder } from "./access/key-use.ts";
import type { Authenticator } from "./access/principal.ts";
import { rejectTokens } from "./access/token-scheme.ts";
import type { Config } from "./config.ts";
import { createCursorCodec } from "./handlers/cursor.ts";
import type { Dependencies } from "./handlers/dependencies.ts";
import { readDocuments } from "./handlers/documentation/documents.ts";
import { handlers } from "./handlers/handlers.ts";
import type { BoundHandler } from "./http/binding.ts";
import { listen } from "./http/listen.ts";
import { createServer } from "./http/server.ts";
import { closeGracefully } from "./http/shutdown.ts";
import type { Logger } from "./observe/logger.ts";
import { createReadiness } from "./observe/readiness.ts";
import { openContacts } from "./store/contacts.ts";
import { obtainSealingKeys, requireKeySource } from "./store/sealing/obtain-keys.ts";
import type { SealingKey } from "./store/sealing/sealing-key.ts";
import { openStore, type Store } from "./store/store.ts";

const root = new URL("../", import.meta.url);
const keyUseIntervalMilliseconds = 60_000;

/** A Roster that answers. Disposing it answers what was accepted, closes the database, and takes a bounded time. */
export interface Service extends AsyncDisposable {
  /** Where it listens: `http://127.0.0.1:5000`. */
  readonly address: string;
}

const bind = (dependencies: Dependencies): Readonly<Record<string, BoundHandler>> =>
  Object.fromEntries(
    Object.entries(handlers).map(([operationId, handler]) => [
      operationId,
      // The validator gives each handler what its types promise: both are made from the same contract.
      (input) =>
        (handler as (input: unknown, dependencies: Dependencies) => ReturnType<BoundHandler>)(input, dependencies),
    ]),
  );

const createDependencies = async (
  store: Store,
  sealingKeys: readonly SealingKey[],
  isStopping: () => boolean,
): Promise<Dependencies> => ({
  users: store.queries.users,
  data: store.queries.data,
  contacts: await openContacts(store.queries.contacts, sealingKeys),
  writer: store.writer,
  cursors: createCursorCodec(await store.queries.secrets.find("cursor")),
  documents: readDocuments(root),
  readiness: createReadiness(
    [
      { failure: "The database cannot be read.", run: () => store.queries.health.check() },
      { failure: "The database cannot be written.", run: () => store.writer.check() },
    ],
    isStopping,
  ),
});

interface Tokens {
  readonly authenticate: Authenticator;
  /** Asks the identity provider for its keys, without waiting for them: API keys need none. */
  readonly prepare: () => void;
}

const createTokens = async (oidc: Config["oidc"], logger: Logger): Promise<Tokens> => {
  if (oidc === undefined) return { authenticate: rejectTokens, prepare: () => {} };
  // Loaded where there are tokens only: it would take its time of every start.
  const { createIssuerKeys } = await import("./access/issuer-keys.ts");
  const { createOidcAuthenticator } = await import("./access/oidc-authenticator.ts");
  const keys = createIssuerKeys(oidc.issuer, {
    onFailure: (error) => logger.warn({ err: error }, "the identity provider does not tell its keys"),
    onRecovery: () => logger.info("the identity provider tells its keys again"),
  });
  const logRefusal = (reason: string): void => logger.debug({ reason }, "an access token was refused");
  return { authenticate: createOidcAuthenticator(oidc, keys.find, logRefusal), prepare: keys.prepare };
};

/**
 * Starts Roster. Rejects with an error whose message is for people when a part cannot be had: the database, the contract,
 * the keys, the port; whatever was opened before is closed again.
 */
export const startService = async (config: Config, logger: Logger): Promise<Service> => {
  await using parts = new AsyncDisposableStack();
  let stopping = false;

  requireKeySource(config);
  const store = parts.use(
    await openStore({
      databaseUrl: config.databaseUrl,
      databasePoolSize: config.databasePoolSize,
      sampleData: config.sampleData,
      onFault: (error) => logger.error({ err: error }, "the store failed"),
    }),
  );

  const keyUse = createKeyUseRecorder((uses) => store.writer.run("recordKeyUse", { uses }, { actor: "roster" }));
  const flushKeyUse = (): Promise<void> =>
    keyUse.flush().catch((error) => logger.warn({ err: error }, "the last use of keys could not be recorded"));
  parts.defer(flushKeyUse);
  const timer = setInterval(flushKeyUse, keyUseIntervalMilliseconds).unref();
  parts.defer(() => clearInterval(timer));

  const tokens = await createTokens(config.oidc, logger);
  const contactsAreSealed = (await store.queries.contacts.keysInUse()).length > 0;
  const sealingKeys = obtainSealingKeys(config, contactsAreSealed, (file) =>
    logger.warn(
      { file },
      "a key to seal contacts with was made; without this file they cannot be read: keep a copy elsewhere",
    ),
  );
  const dependencies = await createDependencies(store, sealingKeys, () => stopping);
  const app = await createServer({
    contract: dependencies.documents.contract,
    handlers: bind(dependencies),
    authenticators: {
      apiKey: createApiKeyAuthenticator(store.queries.keys.find, keyUse.record),
      oidc: tokens.authenticate,
    },
    logger,
    corsOrigins: config.corsOrigins,
    requestTimeoutSeconds: config.requestTimeoutSeconds,
  });
  parts.defer(() => closeGracefully(app, config.shutdownTimeoutSeconds));
  await store.ready;
  const address = await listen(app, { host: config.host, port: config.port });
  tokens.prepare();

  const running = parts.move();
  return {
    address,
    [Symbol.asyncDispose]: async () => {
      stopping = true;
      await setTimeout(config.drainSeconds * 1000);
      await running.disposeAsync();
    },
  };
};
