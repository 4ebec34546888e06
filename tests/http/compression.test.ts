import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ContentCoding } from "../../src/core/contract/entity-tags.ts";
import { createSerializers } from "../../src/core/contract/serializer.ts";
import { contentCodingFor } from "../../src/core/http/content-coding.ts";
import { createReadyMaker, inCoding } from "../../src/core/pipeline/ready-answer.ts";
import { addressOfScript, contract, startRoster, type TestRoster } from "../support/roster.ts";
import { addressOf, operations } from "./contract-operations.ts";

let roster: TestRoster;
let key: string;
let script: string;
beforeAll(async () => {
  roster = await startRoster({ corsOrigins: ["https://app.example.com"] });
  key = await roster.createKey("all");
  for (let age = 0; age < 60; age += 1)
    await roster.request("POST", "/api/users", { key, body: { name: "Ünal", age } });
  const description = "ü".repeat(1_000);
  for (let index = 0; index < 5; index += 1) {
    await roster.request("POST", "/api/groups", { key, body: { name: `Group ${index}`, description } });
    await roster.request("PUT", `/api/groups/${index + 1}/members/1`, { key });
  }
  for (let user = 1; user < 60; user += 1) await roster.request("PUT", `/api/groups/1/members/${user}`, { key });
  await roster.request("PUT", "/api/data/long", { key, body: { value: "a long value ".repeat(300) } });
  script = await addressOfScript(roster);
});
afterAll(() => roster[Symbol.asyncDispose]());

const decoders = { gzip: gunzipSync, br: brotliDecompressSync } as const;

interface Received {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
}

/** As fetch does not show it: the body as it came. */
const get = async (
  address: string,
  path: string,
  headers: Record<string, string>,
  method = "GET",
): Promise<Received> => {
  const { request } = await import("node:http");
  return new Promise((resolve, reject) => {
    request(`${address}${path}`, { method, headers: { connection: "close", ...headers } }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("end", () => {
        const named = Object.entries(response.headers).map(
          ([name, value]) => [name, String(value)] as [string, string],
        );
        resolve({ status: response.statusCode ?? 0, headers: new Headers(named), bytes: Buffer.concat(chunks) });
      });
    })
      .on("error", reject)
      .end();
  });
};

const tagOf = ({ headers }: Received): string => headers.get("etag") ?? "";

/** Every operation that is open and whose 200 may be copied. */
const copyable = operations.filter(
  ({ method, security, responses }) =>
    method === "GET" && security.length === 0 && "Cache-Control" in (responses.get("200")?.headers ?? {}),
);

/** Less than this is sent as it is: coding it would gain nothing. */
const leastBytes = 1_024;

/** Of these, the addresses of what is long. */
let long: readonly string[] = [];
const paths = (): readonly string[] => long;
beforeAll(async () => {
  const named = copyable.map((operation) =>
    operation.operationId === "getDocumentationScript" ? script : addressOf(operation),
  );
  const lengths = await Promise.all(
    [...named, "/api/data/long"].map(async (path) => ({ path, ...(await get(roster.address, path, {})) })),
  );
  long = lengths.filter(({ status, bytes }) => status === 200 && bytes.length >= leastBytes).map(({ path }) => path);
});

it("the list of what is long has the lists, a pair, and the documents", () => {
  for (const path of [
    "/api/users",
    "/api/groups",
    "/api/data/long",
    "/openapi.json",
    "/openapi.yaml",
    "/docs",
    script,
  ]) {
    expect(long).toContain(path);
  }
});

describe.each(["gzip", "br"] as const)("a response in %s", (coding) => {
  const wanted = { "accept-encoding": coding };

  it("is the same body, with a tag of its own, and says what it varies by", async () => {
    for (const path of paths()) {
      const plain = await get(roster.address, path, {});
      // The second is a cached one.
      for (const _ of [1, 2]) {
        const coded = await get(roster.address, path, wanted);
        expect(coded.status, path).toBe(200);
        expect(coded.headers.get("content-encoding"), path).toBe(coding);
        expect(decoders[coding](coded.bytes).equals(plain.bytes)).toBe(true);
        expect(coded.bytes.length * 2).toBeLessThanOrEqual(plain.bytes.length);
        expect(coded.headers.get("content-length")).toBe(String(coded.bytes.length));
        expect(coded.headers.get("content-type")).toBe(plain.headers.get("content-type"));
        if (path !== script) expect(tagOf(coded)).toBe(tagOf(plain).replace(/"$/, `-${coding}"`));
        for (const { headers } of [plain, coded]) expect(headers.get("vary")).toBe("Origin, Accept-Encoding");
        const head = await get(roster.address, path, wanted, "HEAD");
        for (const name of ["content-encoding", "content-length", "etag", "vary"]) {
          expect(head.headers.get(name)).toBe(coded.headers.get(name));
        }
        expect(head.bytes).toHaveLength(0);
      }
    }
  });

  it("is a 304 for the tag of any coding, and the 304 has the tag that the client named", async () => {
    for (const path of paths().filter((each) => each !== script)) {
      const tag = tagOf(await get(roster.address, path, {}));
      for (const named of [tag, tag.replace(/"$/, '-gzip"'), tag.replace(/"$/, '-br"')]) {
        const answer = await get(roster.address, path, { ...wanted, "if-none-match": named });
        expect([answer.status, tagOf(answer), answer.bytes.length], path).toEqual([304, named, 0]);
        expect(answer.headers.get("vary")).toBe("Origin, Accept-Encoding");
        expect((await get(roster.address, path, { ...wanted, "if-match": named })).status).toBe(200);
      }
      for (const other of [tag.replace(/"$/, '-zstd"'), tag.replace(/"$/, '-gzip-gzip"'), '"-gzip"']) {
        expect((await get(roster.address, path, { ...wanted, "if-none-match": other })).status).toBe(200);
        expect((await get(roster.address, path, { ...wanted, "if-match": other })).status).toBe(412);
      }
    }
  });

  it("leads to a write: If-Match accepts its tag", async () => {
    const tag = tagOf(await get(roster.address, "/api/data/long", wanted));
    expect(tag).toContain(`-${coding}"`);
    const value = `another ${coding} value `.repeat(200);
    const put = await roster.request("PUT", "/api/data/long", { key, body: { value }, headers: { "if-match": tag } });
    expect(put.status).toBe(200);
    const late = await roster.request("PUT", "/api/data/long", {
      key,
      body: { value: "x" },
      headers: { "if-match": tag },
    });
    expect(late.status).toBe(412);
  });
});

describe("what is never compressed", () => {
  const wanted = { "accept-encoding": "gzip, br" };

  it("is what is short", async () => {
    for (const path of ["/api/users?limit=1", "/api/users/1", "/api/data/key", "/livez", "/readyz"]) {
      const answer = await get(roster.address, path, wanted);
      expect([answer.status, answer.headers.get("content-encoding")], path).toEqual([200, null]);
    }
  });

  it("is what needs a credential: with the text of others in one body, its length would tell a secret (BREACH)", async () => {
    const authorised = { ...wanted, authorization: `Bearer ${key}` };
    const long = await get(roster.address, "/api/changes?limit=500", authorised);
    expect(long.bytes.length).toBeGreaterThan(1_024);
    expect(long.headers.get("content-encoding")).toBeNull();
    for (const { method, security, path, responses } of operations) {
      if (method !== "GET" || security.length === 0) continue;
      expect(responses.get("200")?.headers ?? {}, path).not.toHaveProperty("Vary");
    }
  });

  it("is a problem, however long", async () => {
    const query = Array.from({ length: 90 }, (_, index) => `unknown${index}=1`).join("&");
    const answer = await get(roster.address, `/api/users?${query}`, wanted);
    expect([answer.status, answer.headers.get("content-encoding")]).toEqual([400, null]);
    expect(answer.bytes.length).toBeGreaterThan(1_024);
  });
});

describe("Accept-Encoding", () => {
  it.each<[string | undefined, ContentCoding | undefined]>([
    [undefined, undefined],
    ["", undefined],
    ["identity", undefined],
    ["deflate", undefined],
    ["gzip", "gzip"],
    ["GZIP", "gzip"],
    ["br", "br"],
    ["gzip, deflate, br, zstd", "br"],
    ["*", "br"],
    ["br;q=0, *", "gzip"],
    ["gzip;q=0", undefined],
    ["gzip;q=0.5, br;q=0.1", "gzip"],
    ["gzip;q=0.5, identity", undefined],
    ["*;q=0", undefined],
    [",, gzip ,\tbr;q=0.2,", "gzip"],
    ["x".repeat(10_000), undefined],
    [`gzip, ${"x,".repeat(10_000)}`, undefined],
  ])("%j asks for %s", (field, coding) => {
    expect(contentCodingFor(field)).toBe(coding);
  });
});

describe("a cached response", () => {
  it("is compressed once for each coding, also when many request it at once", async () => {
    const operation = operations.find(({ operationId }) => operationId === "getDatum") ?? expect.fail();
    const make = createReadyMaker(operation, createSerializers(contract)(operation));
    const ready = make({ status: 200, body: { key: "k", value: "v".repeat(5_000) }, headers: { ETag: '"x"' } }, "");
    const [first, second] = await Promise.all([inCoding(ready, "gzip"), inCoding(ready, "gzip")]);
    expect(second).toBe(first);
    expect(inCoding(ready, "gzip")).toBe(first);
    expect(await inCoding(ready, "br")).not.toBe(first);
    expect(inCoding(ready, undefined)).toBe(ready);
  });
});
