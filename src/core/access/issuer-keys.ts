/** The signing keys of an issuer: kept, confirmed now and then, and asked for anew when a token names one that is new. */
import { errors, type JWSHeaderParameters } from "jose";
import { fetchIssuerKeys, type KeySet } from "./issuer-client.ts";
import { createSharedAttempts } from "./shared-attempts.ts";

/** The issuer does not answer, and nothing that is known of it says whether a token holds. */
export class IssuerUnavailable extends Error {
  constructor() {
    super("The issuer of access tokens cannot be asked for its keys.");
    this.name = "IssuerUnavailable";
  }
}

export interface IssuerKeys {
  /**
   * The public key that a token's header names. One that is known is there at once, whether or not the issuer answers.
   * For another the issuer is asked, which takes 7 seconds at most. Rejects with `IssuerUnavailable` when it cannot be
   * told, and with jose's `JWKSNoMatchingKey` when the issuer has no such key.
   */
  readonly find: (header: JWSHeaderParameters) => ReturnType<KeySet>;
  /** Asks the issuer, so that the first token need not wait for it. */
  readonly prepare: () => void;
}

export interface IssuerKeysOptions {
  /** Told once when the issuer begins to fail, with an error for operators. */
  readonly onFailure?: (error: Error) => void;
  /** Told once when it answers again. */
  readonly onRecovery?: () => void;
  /** Keys that are older are confirmed while they are used: so long a key counts after the issuer has withdrawn it. */
  readonly refreshSeconds?: number;
  /** Keys that could not be confirmed for so long do not count. */
  readonly lifetimeSeconds?: number;
}

/** However many unknown keys tokens name, the issuer is left alone for so long after each answer. */
const pauseMilliseconds = 1_000;
/** Requests that may wait for the issuer at the same time; the others are told to come back. */
const waitingLimit = 500;

/** Makes the keys of an issuer. Nothing is asked before the first call. */
export const createIssuerKeys = (issuer: string, options: IssuerKeysOptions = {}): IssuerKeys => {
  const { onFailure, onRecovery, refreshSeconds = 600, lifetimeSeconds = 86_400 } = options;
  let known: { readonly keys: KeySet; readonly confirmedAt: number } | undefined;
  let isFailing = false;

  const attempt = async (): Promise<boolean> => {
    const confirmedAt = performance.now();
    try {
      known = { keys: await fetchIssuerKeys(issuer), confirmedAt };
      if (isFailing) onRecovery?.();
      isFailing = false;
    } catch (error) {
      if (!isFailing) onFailure?.(error as Error);
      isFailing = true;
    }
    return !isFailing;
  };
  const attempts = createSharedAttempts({ attempt, pauseMilliseconds, waitingLimit });

  /** By the monotonic clock: the wall clock may jump. */
  const isOlderThan = (seconds: number): boolean =>
    known === undefined || performance.now() - known.confirmedAt >= seconds * 1000;

  const waitForKeys = async (since: number): Promise<void> => {
    if (!(await attempts.succeededSince(since))) throw new IssuerUnavailable();
  };

  const lookUp: IssuerKeys["find"] = async (header) => {
    if (known === undefined) throw new IssuerUnavailable();
    return known.keys(header);
  };

  return {
    find: async (header) => {
      const now = performance.now();
      if (isOlderThan(lifetimeSeconds)) await waitForKeys(Number.NEGATIVE_INFINITY);
      else if (isOlderThan(refreshSeconds)) attempts.begin();
      try {
        return await lookUp(header);
      } catch (error) {
        if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
        await waitForKeys(now);
        return lookUp(header);
      }
    },
    prepare: attempts.begin,
  };
};
