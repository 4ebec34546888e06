import { describe, expect, it } from "vitest";
import { addressOf, methodsByPath, operations } from "../http/contract-operations.ts";
import { connectTo } from "../support/raw-http.ts";
import { useTarget } from "./target.ts";

const target = useTarget();

const changing = ["date", "connection", "keep-alive", "ratelimit", "transfer-encoding"];
/** Its numbers are others at each request. */
const metrics = "/metrics";
const headersOf = (headers: Headers, address: string) =>
  [...headers].filter(([name]) => !changing.includes(name) && (address !== metrics || name !== "content-length"));
const isStream = (headers: Headers) => headers.get("content-type")?.startsWith("text/event-stream") === true;
const gets = operations.filter(({ method }) => method === "GET");

describe("case 47: HEAD has the headers of GET and no body, and leaves nothing open", () => {
  it.each(gets.map((operation) => addressOf(operation)))("%s", async (address) => {
    await target.expectUntouched(async () => {
      await using connection = await connectTo(target.roster.port);
      const text = (method: string) => target.textOf(`${method} ${address} HTTP/1.1`, ["X-Request-Id: same"]);
      // Were there a body, it would be read as the beginning of the second answer.
      await connection.send(`${text("HEAD")}${text("GET")}`);
      const head = await connection.response("HEAD");
      const get = await connection.response("GET");
      expect(head.status).toBe(get.status);
      expect(headersOf(head.headers, address)).toEqual(headersOf(get.headers, address));
      // A stream has no length.
      const length = isStream(get.headers) ? null : String(Buffer.byteLength(get.text));
      if (address !== metrics) expect(head.headers.get("content-length")).toBe(length);
    });
  });

  it.each([
    ["/api/users/7", 404],
    ["/api/users?limit=0", 400],
    ["/api/data/%zz", 400],
    ["/nobody", 404],
  ])("also when it fails: %s is %d", async (address, status) => {
    const text = target.textOf(`HEAD ${address} HTTP/1.1`);
    expect(await target.expectUntouched(() => target.exchange(text))).toMatchObject({ status, text: "" });
  });
});

describe("case 47: HEAD where there is no GET is a 405 without a body", () => {
  const without = methodsByPath.filter(({ methods }) => !methods.includes("GET"));

  it.each(without)("$path", async ({ address, methods }) => {
    const head = await target.expectUntouched(() => target.exchange(target.textOf(`HEAD ${address} HTTP/1.1`)));
    expect(head).toMatchObject({ status: 405, text: "" });
    expect(head.headers.get("allow")?.split(", ").toSorted()).toEqual(methods);
  });
});
