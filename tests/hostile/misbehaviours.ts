/** What an identity provider may answer that is of no use. */
import type { RequestListener } from "node:http";
import type { TestIssuer } from "../support/issuer.ts";

const json =
  (value: unknown): RequestListener =>
  (_, response) =>
    void response.end(JSON.stringify(value));

export interface Misbehaviour {
  readonly what: string;
  readonly where: "metadata" | "keys";
  readonly listener: (issuer: TestIssuer) => RequestListener;
  /** What the operator reads in the log. */
  readonly reason: string;
}

const metadata = (what: string, reason: string, listener: Misbehaviour["listener"]): Misbehaviour => ({
  what,
  where: "metadata",
  listener,
  reason: `/.well-known/openid-configuration ${reason}`,
});

const keys = (what: string, reason: string, listener: RequestListener): Misbehaviour => ({
  what,
  where: "keys",
  listener: () => listener,
  reason: `/jwks ${reason}`,
});

const saying = (more: (issuer: string) => object) => (test: TestIssuer) =>
  json({ issuer: test.issuer, jwks_uri: `${test.issuer}/jwks`, ...more(test.issuer) });
/** Everything as it should be, but for the status. */
export const failingWith =
  (status: number, headers: Record<string, string> = {}): Misbehaviour["listener"] =>
  (issuer) =>
  (request, response) => {
    response.writeHead(status, headers);
    saying(() => ({}))(issuer)(request, response);
  };

const untrusted = "has no jwks_uri that can be trusted";

/** Ways to fail in which no key becomes known. */
export const misbehaviours: readonly Misbehaviour[] = [
  metadata("fails with a good answer", "answered 500", failingWith(500)),
  metadata("answers with an empty page", "answered 404", failingWith(404)),
  metadata(
    "redirects without end",
    "answered 302",
    failingWith(302, { location: "/.well-known/openid-configuration" }),
  ),
  metadata("answers with a page", "is no JSON", () => (_, response) => void response.end("<!doctype html>")),
  metadata("is nobody", "is no JSON object", () => json(null)),
  metadata(
    "is another issuer",
    "is not that of the issuer",
    saying((issuer) => ({ issuer: `${issuer}/other` })),
  ),
  metadata(
    "differs by a slash",
    "is not that of the issuer",
    saying((issuer) => ({ issuer: `${issuer}/` })),
  ),
  metadata(
    "has no keys",
    untrusted,
    saying(() => ({ jwks_uri: undefined })),
  ),
  metadata(
    "has its keys at no address",
    untrusted,
    saying(() => ({ jwks_uri: "jwks" })),
  ),
  metadata(
    "has its keys in a file",
    untrusted,
    saying(() => ({ jwks_uri: "file:///etc/passwd" })),
  ),
  metadata(
    "has its keys elsewhere without TLS",
    untrusted,
    saying(() => ({ jwks_uri: "http://192.0.2.1/jwks" })),
  ),
  metadata("breaks the connection off", "cannot be reached", () => (request) => void request.socket.destroy()),
  metadata("never answers", "did not answer within 3 s", () => () => {}),
  keys("begins and never ends", "did not answer within 3 s", (_, response) => void response.write('{"keys":[')),
  keys("has a page for keys", "is no JSON", (_, response) => void response.end("<!doctype html>")),
  keys("has an empty list of keys", "has no keys", json({ keys: [] })),
  keys("has keys that are none", "has no keys", json({ keys: ["key", null] })),
  keys("is out of order for keys", "answered 503", (_, response) => void response.writeHead(503).end('{"keys":[{}]}')),
];
