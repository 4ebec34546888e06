/** Parameters of every place and style, and bodies of every kind, reach a handler as the values that the contract speaks of. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ContractService, startContract } from "./contract-service.ts";

const integers = { type: "array", items: { type: "integer" }, maxItems: 3 };
const point = {
  type: "object",
  properties: { x: { type: "integer" }, y: { type: "integer" }, label: { type: "string" } },
  additionalProperties: false,
};
const answers = { responses: { default: { description: "What was received.", content: { "application/json": {} } } } };
const inQuery = (name: string, schema: object, more: object = {}) => ({ name, in: "query", schema, ...more });

const operation = (operationId: string, parameters: readonly object[], more: object = {}) => ({
  get: { operationId, parameters, ...answers, ...more },
});

const contract = {
  openapi: "3.1.0",
  info: { title: "Parameters", version: "1.0.0" },
  servers: [
    { url: "https://{host}.example.com/{base}/", variables: { host: { default: "a" }, base: { default: "v2" } } },
  ],
  paths: {
    "/query": operation("query", [
      inQuery("number", { type: "number" }),
      inQuery("flag", { type: ["boolean", "null"] }),
      inQuery("either", { oneOf: [{ type: "integer" }, { type: "string", pattern: "^[a-z]+$" }] }),
      inQuery("exploded", integers),
      inQuery("commas", integers, { explode: false }),
      inQuery("pipes", integers, { style: "pipeDelimited", explode: false }),
      inQuery("spaces", integers, { style: "spaceDelimited", explode: false }),
      inQuery("deep", point, { style: "deepObject", explode: true }),
      inQuery("spread", { ...point, properties: { left: { type: "integer" }, top: { type: "integer" } } }),
      inQuery("pair", point, { explode: false }),
      { name: "filter", in: "query", content: { "application/json": { schema: point } } },
    ]),
    "/path/{plain-id}/{list}/{label}/{matrix}": {
      parameters: [
        { name: "plain-id", in: "path", required: true, schema: { type: "integer" } },
        { name: "list", in: "path", required: true, schema: integers },
      ],
      ...operation("path", [
        { name: "label", in: "path", required: true, style: "label", schema: integers },
        { name: "matrix", in: "path", required: true, style: "matrix", schema: { type: "integer" } },
      ]),
    },
    "/elsewhere": operation("elsewhere", [
      { name: "X-List", in: "header", schema: integers },
      { name: "session", in: "cookie", required: true, schema: { type: "integer" } },
    ]),
    "/body": {
      post: {
        operationId: "body",
        requestBody: {
          content: {
            "application/vnd.point+json": { schema: point },
            "application/x-www-form-urlencoded": {
              schema: { ...point, properties: { ...point.properties, all: integers } },
            },
            "multipart/form-data": {
              schema: {
                type: "object",
                required: ["file"],
                properties: { file: { type: "string", format: "binary" }, x: { type: "integer" }, meta: point },
              },
            },
            "text/plain": { schema: { type: "string", maxLength: 5 } },
            "image/*": {},
          },
        },
        ...answers,
      },
    },
  },
};

const shown = async (value: unknown): Promise<unknown> => {
  if (value instanceof File) return { file: value.name, type: value.type, text: await value.text() };
  if (Buffer.isBuffer(value)) return { bytes: value.toString("hex") };
  if (typeof value !== "object" || value === null) return value;
  const entries = await Promise.all(
    Object.entries(value).map(async ([name, each]) => [name, await shown(each)] as const),
  );
  return Object.fromEntries(entries);
};

const echo = async ({ params, query, headers, cookies, body }: Record<string, unknown>) => ({
  status: 200,
  body: { params, query, headers, cookies, body: await shown(body) },
});

let service: ContractService;
beforeAll(async () => {
  service = await startContract(contract, { query: echo, path: echo, elsewhere: echo, body: echo });
});
afterAll(() => service[Symbol.asyncDispose]());

const ask = (path: string, init: RequestInit = {}) => fetch(`${service.address}/v2${path}`, init);
const received = async (answer: Response) => (await answer.json()) as Record<string, unknown>;

describe("in a query", () => {
  it.each<[string, object]>([
    ["number=1.5e3", { number: 1500 }],
    ["flag=true", { flag: true }],
    ["flag=null", { flag: null }],
    ["either=7", { either: 7 }],
    ["either=abc", { either: "abc" }],
    ["exploded=1&exploded=2", { exploded: [1, 2] }],
    ["commas=1,2,3", { commas: [1, 2, 3] }],
    ["pipes=1%7C2", { pipes: [1, 2] }],
    ["spaces=1%202", { spaces: [1, 2] }],
    ["deep%5Bx%5D=1&deep[label]=a", { deep: { x: 1, label: "a" } }],
    ["left=1&top=2", { spread: { left: 1, top: 2 } }],
    ["pair=x,1,label,b", { pair: { x: 1, label: "b" } }],
    ["filter=%7B%22x%22%3A1%7D", { filter: { x: 1 } }],
  ])("%s is its value", async (query, values) => {
    const answer = await ask(`/query?${query}`);
    expect(answer.status).toBe(200);
    expect(await received(answer)).toMatchObject({ query: values });
  });

  it.each([
    ["number=0x10", "number"],
    ["either=A1", "either"],
    ["exploded=a", "exploded/0"],
    ["exploded=1&exploded=2&exploded=3&exploded=4", "exploded"],
    ["commas=1&commas=2", "commas"],
    ["deep[z]=1", "deep/z"],
    ["deep[x]=1&deep[x]=2", "deep[x]"],
    ["filter=%7B", "filter"],
    ["unknown=1", "unknown"],
  ])("%s is a 400 that names %s", async (query, parameter) => {
    const answer = await ask(`/query?${query}`);
    expect(answer.status).toBe(400);
    expect(answer.headers.get("content-type")).toContain("application/problem+json");
    expect(await received(answer)).toMatchObject({
      errors: expect.arrayContaining([expect.objectContaining({ parameter })]),
    });
  });
});

it("in a path, parameters have the values of their styles, those of the path included", async () => {
  const answer = await ask("/path/7/1,2/.3/;matrix=4");
  expect(await received(answer)).toMatchObject({ params: { "plain-id": 7, list: [1, 2], label: [3], matrix: 4 } });
  expect((await ask("/path/x/1/.1/;matrix=1")).status).toBe(400);
});

it("in headers and cookies, too", async () => {
  const answer = await ask("/elsewhere", { headers: { "x-list": "1,2", cookie: "other=a; session=9" } });
  expect(await received(answer)).toMatchObject({ headers: { "X-List": [1, 2] }, cookies: { session: 9 } });
  expect((await ask("/elsewhere")).status).toBe(400);
});

describe("a body", () => {
  const send = (type: string, body: string | Uint8Array<ArrayBuffer>) =>
    ask("/body", { method: "POST", body, headers: { "content-type": type } });

  it("of JSON by another name is a value", async () => {
    expect(await received(await send("application/vnd.point+json", '{"x":1}'))).toMatchObject({ body: { x: 1 } });
    expect((await send("application/vnd.point+json", '{"z":1}')).status).toBe(400);
  });

  it("that is a form has the values of its schema", async () => {
    const form = "application/x-www-form-urlencoded";
    expect(await received(await send(form, "x=1&label=a+b&all=1"))).toMatchObject({ body: { x: 1, label: "a b" } });
    expect((await send(form, "x=1.5")).status).toBe(400);
    expect((await send(form, "all=1&all=2&all=3&all=4")).status).toBe(400);
  });

  it("of several parts has values and files", async () => {
    const form = new FormData();
    form.set("x", "3");
    form.set("meta", '{"y":2}');
    form.set("file", new File(["hello"], "a.txt", { type: "text/plain" }));
    const answer = await ask("/body", { method: "POST", body: form });
    expect(await received(answer)).toMatchObject({
      body: { x: 3, meta: { y: 2 }, file: { file: "a.txt", type: "text/plain", text: "hello" } },
    });
    form.delete("file");
    expect((await ask("/body", { method: "POST", body: form })).status).toBe(400);
    expect((await send("multipart/form-data; boundary=x", "rubbish")).status).toBe(400);
  });

  it("of text is text, and of bytes is bytes", async () => {
    expect(await received(await send("text/plain", "hé"))).toMatchObject({ body: "hé" });
    expect((await send("text/plain", "longer")).status).toBe(400);
    const bytes = await received(await send("image/png", new Uint8Array([0x89, 0xff])));
    expect(bytes).toMatchObject({ body: { bytes: "89ff" } });
    expect((await send("audio/ogg", "x")).status).toBe(415);
  });
});
