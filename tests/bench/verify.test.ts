import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { type Case, cases } from "../../scripts/bench/cases.ts";
import { createAnswerModel } from "../../scripts/bench/directory-model.ts";
import { verify } from "../../scripts/bench/verify.ts";

const model = createAnswerModel(1000);
const seven = model("/api/users/7");
const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

const send = (response: ServerResponse, status: number, value: unknown, headers: Record<string, string> = {}): void => {
  response.writeHead(status, headers).end(value === undefined ? undefined : JSON.stringify(value));
};

const verifyAgainst = async (id: string, answer: Parameters<typeof createServer>[1]) => {
  const server = createServer(answer as NonNullable<typeof answer>).listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  const measured = cases.find((each): each is Case => each.id === id);
  if (measured === undefined) throw new Error(`there is no case ${id}`);
  return verify({ address: `http://127.0.0.1:${port}`, key: "" }, measured, measured.pathsOf?.(1000), model);
};

describe("an answer before the load", () => {
  it("counts when it is what the directory has, in whatever order its fields come", async () => {
    const turned = Object.fromEntries(Object.entries(seven ?? {}).toReversed());
    await expect(verifyAgainst("one", (_, response) => send(response, 200, turned))).resolves.toMatchObject({
      status: 200,
    });
  });

  it.each([
    { named: "another user", status: 200, value: model("/api/users/8") },
    { named: "a field too many", status: 200, value: { ...seven, email: "x" } },
    { named: "another status", status: 500, value: seven },
  ])("does not count with $named", async ({ status, value }) => {
    await expect(verifyAgainst("one", (_, response) => send(response, status, value))).rejects.toThrow(
      "a wrong answer",
    );
  });

  it("does not count when a page is in another order", async () => {
    const page = model("/api/users?limit=20") as readonly unknown[];
    await verifyAgainst("twenty", (_, response) => send(response, 200, page));
    await expect(verifyAgainst("twenty", (_, response) => send(response, 200, page.toReversed()))).rejects.toThrow();
  });

  it("is looked at for several of the paths that are asked for once each", async () => {
    const asked = new Set<string>();
    await verifyAgainst("first-pages", (request, response) => {
      asked.add(request.url ?? "");
      send(response, 200, model(request.url ?? ""));
    });
    expect(asked.size).toBe(3);
    await expect(verifyAgainst("first-pages", (_, response) => send(response, 200, []))).rejects.toThrow();
  });

  it("does not count when a user who was created cannot be read", async () => {
    const created = { id: 1001, name: "Grace Hopper", age: 37 };
    const headers = { Location: "/api/users/1001" };
    await verifyAgainst("create", (request, response) =>
      request.method === "POST" ? send(response, 201, created, headers) : send(response, 200, created),
    );
    await expect(
      verifyAgainst("create", (request, response) =>
        request.method === "POST" ? send(response, 201, created, headers) : send(response, 404, {}),
      ),
    ).rejects.toThrow("a wrong answer");
  });

  it("asks with the ETag that it was given", async () => {
    const { entityTag } = await verifyAgainst("unchanged", (request, response) =>
      request.headers["if-none-match"] === '"tag"'
        ? send(response, 304, undefined)
        : send(response, 200, seven, { ETag: '"tag"' }),
    );
    expect(entityTag).toBe('"tag"');
  });
});

it("the paths that are asked for once each are all different", () => {
  for (const { pathsOf } of cases) {
    const paths = pathsOf?.(7919) ?? [];
    expect(new Set(paths).size).toBe(paths.length);
  }
});
