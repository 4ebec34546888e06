/** Who is calling, as far as Roster needs to know. */
export interface Principal {
  /** Recorded with each change: the scheme and an id within it, such as `key:1f0c…`. Never a secret. */
  readonly actor: string;
  readonly scopes: ReadonlySet<string>;
}

/** What came of looking at a request's credentials. */
export type Authentication =
  | { readonly kind: "authenticated"; readonly principal: Principal }
  /** No credential of this scheme was sent. */
  | { readonly kind: "absent" }
  /** A credential was sent and does not hold. */
  | { readonly kind: "rejected" }
  /** It cannot be told now; nobody is let in on that account. */
  | { readonly kind: "unavailable" };

/**
 * Looks at the `Authorization` of a request on behalf of one security scheme of the contract. Never throws on input. Where credentials
 * are looked up, and that fails, one that was accepted within the last `memorySeconds` is accepted.
 */
export type Authenticator = (authorization: string | undefined, memorySeconds?: number) => Promise<Authentication>;

/** By the name of the security scheme in the contract. */
export type Authenticators = Readonly<Record<string, Authenticator>>;
