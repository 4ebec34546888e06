import { describe, expect, it } from "vitest";
import { operationsOf } from "../../src/core/contract/operations.ts";
import { addressOf } from "../http/contract-operations.ts";
import { contract } from "../support/roster.ts";
import { placesOf, useTarget } from "./target.ts";

const target = useTarget();

describe("case 12: a query that does not fit is a 400 that names the parameter", () => {
  it.each([
    ["limit=0", "limit", "minimum"],
    ["limit=-1", "limit", "minimum"],
    ["limit=501", "limit", "maximum"],
    ["limit=0x10", "limit", "type"],
    ["limit=1e1", "limit", "type"],
    ["limit=1.0", "limit", "type"],
    ["limit=%205", "limit", "type"],
    ["limit=+5", "limit", "type"],
    ["limit=5+", "limit", "type"],
    ["limit=%2B5", "limit", "type"],
    ["limit=05", "limit", "type"],
    ["limit=٣", "limit", "type"],
    ["limit=", "limit", "type"],
    ["limit", "limit", "type"],
    ["limit=null", "limit", "type"],
    ["limit=9007199254740993", "limit", "maximum"],
    ["limit=5&limit=6", "limit", "repeated"],
    ["limit=5&limit=5", "limit", "repeated"],
    ["limit=5&%6cimit=6", "limit", "repeated"],
    ["limit[]=5", "limit[]", "unknown"],
    ["Limit=5", "Limit", "unknown"],
    ["limit=5;sort=id", "limit", "type"],
    ["admin=true", "admin", "unknown"],
    ["__proto__=1", "__proto__", "unknown"],
    ["constructor=1", "constructor", "unknown"],
    ["=1", "", "unknown"],
    ["name=a%0d%0aX-Injected:%201", "name", "pattern"],
    ["cursor=../../etc", "cursor", "pattern"],
    ["limit=-0", "limit", "minimum"],
    ["limit=00", "limit", "type"],
    ["limit=1_0", "limit", "type"],
    ["limit=1,0", "limit", "type"],
    ["limit=0b1", "limit", "type"],
    ["limit=0o7", "limit", "type"],
    ["limit=1n", "limit", "type"],
    ["limit=5%20", "limit", "type"],
    ["limit=%095", "limit", "type"],
    ["limit=%D9%A3", "limit", "type"],
    ["limit=true", "limit", "type"],
    ["limit=NaN", "limit", "type"],
    ["limit=Infinity", "limit", "type"],
    ["limit=[5]", "limit", "type"],
    ["limit==5", "limit", "type"],
    ["limit=5%26sort=id", "limit", "type"],
    [`limit=${"9".repeat(30)}`, "limit", "maximum"],
    [`limit=${"9".repeat(400)}`, "limit", "type"],
    ["minAge=-1", "minAge", "minimum"],
    ["maxAge=151", "maxAge", "maximum"],
    ["sort=", "sort", "enum"],
    ["sort=ID", "sort", "enum"],
    ["sort=id,name", "sort", "enum"],
    ["sort=--id", "sort", "enum"],
    ["sort=secret_hash", "sort", "enum"],
    ["sort=id&sort=name", "sort", "repeated"],
    ["name=a&name=b", "name", "repeated"],
    ["name=", "name", "minLength"],
    ["limit.=5", "limit.", "unknown"],
    ["limit%20=5", "limit ", "unknown"],
    ["li%6dit%00=5", "limit\0", "unknown"],
    ["fields=secret", "fields", "unknown"],
    ["_method=DELETE", "_method", "unknown"],
  ])("%s", async (query, parameter, code) => {
    const send = () => target.send("GET", `/api/users?${query}`);
    expect(placesOf((await target.expectRefused(send, "invalid-request")).problem)).toEqual([{ parameter, code }]);
    const head = await target.expectUntouched(() => target.send("HEAD", `/api/users?${query}`));
    expect(head).toMatchObject({ status: 400, text: "" });
  });
});

describe("case 12: a parameter that is not declared is a 400 wherever it is sent", () => {
  it.each(operationsOf(contract))("$method $path", async (operation) => {
    const [, example] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [];
    const path = `${addressOf(operation)}?admin=true`;
    const send = () => target.send(operation.method, path, example && "{}");
    const { problem } = await target.expectRefused(send, "invalid-request");
    expect(placesOf(problem)).toContainEqual({ parameter: "admin", code: "unknown" });
  });
});

describe("case 12: parameters", () => {
  it("that are wrong are all named at once", async () => {
    const send = () => target.send("GET", "/api/users?limit=0&minAge=x&maxAge=151&sort=no&a=1");
    expect((await target.expectRefused(send, "invalid-request")).problem.errors).toHaveLength(5);
  });

  it("of which there are thousands are a 400 that names a hundred", async () => {
    const query = Array.from({ length: 1_200 }, (_, index) => `p${index}=`).join("&");
    const send = () => target.send("GET", `/api/users?${query}`);
    expect((await target.expectRefused(send, "invalid-request")).problem.errors).toHaveLength(100);
  });

  it.each([
    ["in plain letters", "n".repeat(5_000), "n".repeat(256)],
    ["with a character that the cut would halve", `${"n".repeat(255)}${encodeURIComponent("😀")}`, "n".repeat(255)],
  ])("whose name is very long are named by its beginning, %s", async (_, name, named) => {
    const send = () => target.send("GET", `/api/users?${name}=1`);
    const { problem } = await target.expectRefused(send, "invalid-request");
    expect(placesOf(problem)).toEqual([{ parameter: named, code: "unknown" }]);
  });

  it("that are empty pairs say nothing and are no error", async () => {
    expect((await target.send("GET", "/api/users?&limit=1&&")).json).toHaveLength(1);
    expect((await target.send("GET", "/api/users?")).status).toBe(200);
  });
});
