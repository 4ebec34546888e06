/** Access tokens, where an identity provider is trusted. */
import type { Authenticator } from "../access/principal.ts";
import { rejectTokens } from "../access/token-scheme.ts";
import type { Logger } from "../observe/logger.ts";
import type { Config } from "../settings/config.ts";

interface Tokens {
  readonly authenticate: Authenticator;
  /** Asks the identity provider for its keys, without waiting for them: API keys need none. */
  readonly prepare: () => void;
}

/** Makes what takes access tokens; without an identity provider, none is taken. */
export const createTokens = async (oidc: Config["oidc"], logger: Logger): Promise<Tokens> => {
  if (oidc === undefined) return { authenticate: rejectTokens, prepare: () => {} };
  // Loaded where there are tokens only: it would take its time of every start.
  const { createIssuerKeys } = await import("../access/issuer-keys.ts");
  const { createOidcAuthenticator } = await import("../access/oidc-authenticator.ts");
  const keys = createIssuerKeys(oidc.issuer, {
    onFailure: (error) => logger.warn({ err: error }, "the identity provider does not tell its keys"),
    onRecovery: () => logger.info("the identity provider tells its keys again"),
  });
  const logRefusal = (reason: string): void => logger.debug({ reason }, "an access token was refused");
  return { authenticate: createOidcAuthenticator(oidc, keys.find, logRefusal), prepare: keys.prepare };
};
