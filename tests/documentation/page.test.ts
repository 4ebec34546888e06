import { createHash } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { addressOfScript, contract, startRoster } from "../support/roster.ts";

const [roster, other] = await Promise.all([startRoster(), startRoster()]);
afterAll(() => Promise.all([roster, other].map((each) => each[Symbol.asyncDispose]())));
const scriptAddress = await addressOfScript(roster);

const hashOf = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** The directives of a policy, each with its sources. */
const directivesOf = (policy: string | null): Record<string, readonly string[]> =>
  Object.fromEntries(
    (policy ?? "").split(";").map((directive) => {
      const [name = "", ...sources] = directive.trim().split(" ");
      return [name, sources];
    }),
  );

const matchesOf = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map(([, group = ""]) => group);

const typeByAddress: Readonly<Record<string, string>> = {
  [scriptAddress]: "text/javascript; charset=utf-8",
  "/openapi.json": "application/json; charset=utf-8",
  "/openapi.yaml": "application/yaml; charset=utf-8",
};

describe.each(["/", "/docs", "/docs/"])("the page at %s", (path) => {
  test("says what it is: type, language, title, width", async () => {
    const { status, headers, text } = await roster.request("GET", path);
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(text).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(text).toMatch(/<title>Roster<\/title>/);
    expect(text).toContain('<meta name="viewport" content="width=device-width, initial-scale=1">');
  });

  test("names no other host", async () => {
    const { text } = await roster.request("GET", path);
    expect(text).not.toContain("//");
  });

  test("refers only to what Roster answers, under the right type", async () => {
    const { text } = await roster.request("GET", path);
    const addresses = matchesOf(text, /(?:src|href|spec-url)="([^"]*)"/g).filter((address) => address !== "data:,");
    expect(new Set(addresses)).toEqual(new Set(Object.keys(typeByAddress)));
    for (const address of addresses) {
      const answer = await roster.request("GET", address);
      expect(answer.status).toBe(200);
      expect(answer.headers.get("content-type")).toBe(typeByAddress[address]);
    }
  });

  test("runs no script but Roster's own, and its policy lets none run", async () => {
    const { headers, text } = await roster.request("GET", path);
    expect(matchesOf(text, /(<script.*?<\/script>)/gs)).toEqual([`<script src="${scriptAddress}"></script>`]);
    expect(text).not.toMatch(/\son\w+=|javascript:/i);
    const policy = headers.get("content-security-policy");
    expect(directivesOf(policy)).toMatchObject({
      "default-src": ["'none'"],
      "script-src": ["'self'"],
      "base-uri": ["'none'"],
      "form-action": ["'none'"],
      "frame-ancestors": ["'none'"],
    });
    expect(policy).not.toContain("unsafe");
  });

  test("lets in its own style sheet, the empty ones that Redoc makes, and no other", async () => {
    const { headers, text } = await roster.request("GET", path);
    const styles = matchesOf(text, /<style>(.*?)<\/style>/gs);
    expect(text).not.toMatch(/\sstyle=/);
    expect(styles).toHaveLength(1);
    expect(directivesOf(headers.get("content-security-policy"))["style-src"]).toEqual([...styles, ""].map(hashOf));
  });

  test("lets nothing in from another host", async () => {
    const { headers } = await roster.request("GET", path);
    const sources = Object.values(directivesOf(headers.get("content-security-policy"))).flat();
    for (const source of sources) expect(source).toMatch(/^('none'|'self'|'sha256-[\w+/]+=*'|data:|blob:)$/);
  });

  test("tells another host nothing of its readers, and is asked for anew each time", async () => {
    const { headers } = await roster.request("GET", path);
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("cache-control")).toBe("public, no-cache");
  });

  test("shows a reader without scripts the way to the contract", async () => {
    const { text } = await roster.request("GET", path);
    const [noscript = ""] = matchesOf(text, /<noscript>(.*?)<\/noscript>/gs);
    expect(matchesOf(noscript, /href="([^"]*)"/g)).toEqual(["/openapi.yaml", "/openapi.json"]);
  });
});

describe("the script", () => {
  test("asks no other host for an image", async () => {
    const { text } = await roster.request("GET", scriptAddress);
    expect(text).not.toContain("cdn.redoc.ly");
    expect(text).not.toMatch(/src:\s*["'`](https?:)?\/\//);
  });

  test("may be kept for ever, as its address has a hash of its content, and no other address has it", async () => {
    const { headers } = await roster.request("GET", scriptAddress);
    expect(headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    for (const other of [scriptAddress.replace(/-.{22}/, `-${"A".repeat(22)}`), "/docs/assets/redoc.js"]) {
      expect((await roster.request("GET", other)).status).toBe(404);
    }
  });

  test("has the name that the contract shows", () => {
    const { AssetFile: file } = contract.components.parameters as Record<string, { readonly example: string }>;
    expect(scriptAddress).toBe(`/docs/assets/${file?.example}`);
  });

  test("answers HEAD as GET, without the script", async () => {
    const get = await roster.request("GET", scriptAddress);
    const head = await roster.request("HEAD", scriptAddress, { headers: { "accept-encoding": "identity" } });
    expect(head.status).toBe(200);
    expect(head.text).toBe("");
    expect(head.headers.get("content-length")).toBe(String(Buffer.byteLength(get.text)));
    for (const name of ["content-type", "cache-control"]) expect(head.headers.get(name)).toBe(get.headers.get(name));
  });
});

describe.each(["/", "/docs", "/openapi.json", "/openapi.yaml", "/openapi-3.0.json"])("the document at %s", (path) => {
  test("has an entity tag of its content, and is a 304 for a client that has it", async () => {
    const { headers } = await roster.request("GET", path);
    const tag = headers.get("etag") ?? "";
    const again = await roster.request("GET", path, { headers: { "if-none-match": tag } });
    expect(again).toMatchObject({ status: 304, text: "" });
    expect(again.headers.get("cache-control")).toBe(headers.get("cache-control"));
    expect((await other.request("HEAD", path)).headers.get("etag")).toBe(tag);
  });
});
