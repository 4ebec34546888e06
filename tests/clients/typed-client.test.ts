/** What `docs/clients.md` shows of the typed client, but for its retries. */
import { describe, expect, it } from "vitest";
import { startRoster, type TestRoster } from "../support/roster.ts";
import { typedClient } from "../support/typed-client.ts";
import { createRoster, type Roster } from "./typescript/client.ts";
import { eachUser } from "./typescript/paging.ts";
import { messagesOf, ProblemError } from "./typescript/problems.ts";
import { addUser, haveBirthday } from "./typescript/users.ts";

const connect = async (roster: TestRoster): Promise<Roster> =>
  typedClient(roster, await roster.createKey(["users:write"]));

const namesOf = async (...list: Parameters<typeof eachUser>): Promise<readonly string[]> => {
  const names: string[] = [];
  for await (const { name } of eachUser(...list)) names.push(name);
  return names;
};

describe("eachUser", () => {
  it("answers with every user that fits, whatever the size of a page", async () => {
    await using service = await startRoster();
    const roster = await connect(service);
    await addUser(roster, { name: "Carol", age: 41 });
    expect(await namesOf(roster)).toEqual(["Alice", "Bob", "Carol"]);
    expect(await namesOf(roster, { limit: 1, sort: "-age" })).toEqual(["Carol", "Alice", "Bob"]);
    expect(await namesOf(roster, { limit: 1, minAge: 30 })).toEqual(["Alice", "Carol"]);
  });

  it("throws a problem that names every invalid parameter", async () => {
    await using service = await startRoster();
    const refusal = await namesOf(typedClient(service), { limit: 501, minAge: 151 }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(ProblemError);
    const { problem, message } = refusal as ProblemError;
    expect(message).toContain(problem.requestId);
    expect(messagesOf(problem)).toEqual({ limit: "must be <= 500", minAge: "must be <= 150" });
  });
});

describe("addUser", () => {
  it("answers with the user, or with a message for each invalid field", async () => {
    await using service = await startRoster();
    const roster = await connect(service);
    expect(await addUser(roster, { name: "Carol", age: 41 })).toEqual({ user: { id: 3, name: "Carol", age: 41 } });
    expect(await addUser(roster, { name: "", age: 151 })).toEqual({
      messages: { name: expect.any(String), age: "must be <= 150" },
    });
  });

  it("throws what no form can mend", async () => {
    await using service = await startRoster();
    const refusal = addUser(typedClient(service), { name: "Carol", age: 41 });
    await expect(refusal).rejects.toMatchObject({ problem: { status: 401 } });
  });
});

describe("haveBirthday", () => {
  it("loses no change of others who do the same at the same time", async () => {
    await using service = await startRoster();
    const roster = await connect(service);
    await Promise.all(Array.from({ length: 5 }, () => haveBirthday(roster, 1)));
    const { data } = await roster.GET("/api/users/{userId}", { params: { path: { userId: 1 } } });
    expect(data).toEqual({ id: 1, name: "Alice", age: 35 });
  });

  /** A client that sees other entity tags than Roster sends, and how many requests it has made. */
  const connectThrough = async (service: TestRoster, change: (tag: string) => string) => {
    let requests = 0;
    const changing = async (request: Request): Promise<Response> => {
      requests += 1;
      const response = await fetch(request);
      const headers = new Headers(response.headers);
      headers.set("ETag", change(headers.get("ETag") ?? ""));
      return new Response(response.body, { status: response.status, headers });
    };
    const key = await service.createKey(["users:write"]);
    return { roster: createRoster(service.address, key, changing), requests: () => requests };
  };

  it("names the cause where a proxy has made the entity tag weak, and asks no more", async () => {
    await using service = await startRoster();
    const { roster, requests } = await connectThrough(service, (tag) => `W/${tag}`);
    await expect(haveBirthday(roster, 1)).rejects.toThrow(/proxy made the entity tag W\/".+" weak/);
    expect(requests()).toBe(1);
  });

  it("ends, with the problem, where the condition never holds", async () => {
    await using service = await startRoster();
    const { roster, requests } = await connectThrough(service, () => '"of-another-state"');
    await expect(haveBirthday(roster, 1)).rejects.toMatchObject({ problem: { status: 412 } });
    expect(requests()).toBe(20);
  });
});
