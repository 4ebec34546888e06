/** What an OpenID Connect issuer publishes of itself, over the network: its metadata, and through it its keys. */
import { createLocalJWKSet, type JWK } from "jose";
import { isSecureUrl } from "./secure-url.ts";

/** Finds the public key that a token's header names; rejects when there is none. */
export type KeySet = ReturnType<typeof createLocalJWKSet>;

/** For metadata and keys together, to the last byte. */
const timeoutMilliseconds = 3_000;
/** The greatest that are known have a tenth of it. */
const documentLimitBytes = 262_144;

/** The body as text; throws when it is longer than the limit, and reads no further. */
const readText = async (response: Response): Promise<string> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > documentLimitBytes) throw new Error(`has more than ${documentLimitBytes} bytes`);
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
};

const reasonOf = (error: unknown): string => {
  if (error instanceof SyntaxError) return "is no JSON";
  const { name, message, cause } = error as Error;
  if (name === "TimeoutError") return `did not answer within ${timeoutMilliseconds / 1000} s`;
  return cause instanceof Error ? `cannot be reached: ${cause.message || cause.name}` : message;
};

/** No redirect is followed: it would name a place that nobody has configured. */
const fetchJson = async (url: URL, signal: AbortSignal): Promise<Record<string, unknown>> => {
  try {
    const response = await fetch(url, { signal, redirect: "manual", headers: { Accept: "application/json" } });
    if (response.status !== 200) {
      await response.body?.cancel();
      throw new Error(`answered ${response.status}`);
    }
    const document: unknown = JSON.parse(await readText(response));
    if (typeof document !== "object" || document === null) throw new Error("is no JSON object");
    return document as Record<string, unknown>;
  } catch (error) {
    throw new Error(`${url} ${reasonOf(error)}`, { cause: error });
  }
};

/** Only an issuer on this machine may have its keys on this machine, without TLS. */
const isKeyLocation = (location: unknown, issuer: string): location is string =>
  typeof location === "string" &&
  isSecureUrl(location) &&
  (new URL(location).protocol === "https:" || new URL(issuer).protocol === "http:");

/** An issuer that signs has a key: none at all is a mistake, and takes nothing away. */
const isKeyList = (value: unknown): value is JWK[] =>
  Array.isArray(value) && value.length > 0 && value.every((key) => typeof key === "object" && key !== null);

/** Two names of one algorithm: RFC 9864 has the exact one, and RFC 8037 the older one. */
const namesOfEd25519: readonly unknown[] = ["Ed25519", "EdDSA"];

/** The key as jose finds it: one for Ed25519 without its `alg`, so that a token may have either name of it. */
const underEitherName = ({ alg, ...key }: JWK): JWK =>
  key.crv === "Ed25519" && namesOfEd25519.includes(alg) ? key : { ...key, ...(alg !== undefined && { alg }) };

/** Where an issuer says what it is (OpenID Connect Discovery 1.0, section 4). */
const metadataUrlOf = (issuer: string): URL => new URL(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`);

/**
 * Asks an issuer for its keys. Takes 3 seconds at most and 256 KiB a document, follows no redirect, and uses no address but
 * the issuer's own and the `jwks_uri` of its metadata, which must be `https` unless the issuer is on this machine. Rejects
 * with an Error for operators when the issuer does not answer, calls itself something else, or publishes no keys.
 */
export const fetchIssuerKeys = async (issuer: string): Promise<KeySet> => {
  const signal = AbortSignal.timeout(timeoutMilliseconds);
  const metadataUrl = metadataUrlOf(issuer);
  const metadata = await fetchJson(metadataUrl, signal);
  if (metadata.issuer !== issuer) throw new Error(`${metadataUrl} is not that of the issuer ${issuer}`);
  const location = metadata.jwks_uri;
  if (!isKeyLocation(location, issuer)) throw new Error(`${metadataUrl} has no jwks_uri that can be trusted`);
  const keys = await fetchJson(new URL(location), signal);
  if (!isKeyList(keys.keys)) throw new Error(`${location} has no keys`);
  return createLocalJWKSet({ keys: keys.keys.map(underEitherName) });
};
