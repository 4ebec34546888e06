import { beforeAll, describe, expect, it } from "vitest";
import { startRoster } from "../support/roster.ts";
import { placesOf, useTarget } from "./target.ts";

const target = useTarget();

const list = "/api/users?limit=1&sort=name&minAge=20";

const cursorOf = async (path: string): Promise<string> => {
  const link = (await target.send("GET", path)).headers.get("link") ?? "";
  const cursor = /[?&]cursor=([^&>]+)/.exec(link)?.[1];
  if (cursor === undefined) throw new Error(`${path} has no next page.`);
  return cursor;
};

let cursor: string;
beforeAll(async () => {
  cursor = await cursorOf(list);
});

const expectRefused = async (path: string, code: unknown = "cursor"): Promise<void> => {
  const { problem } = await target.expectRefused(() => target.send("GET", path), "invalid-request");
  expect(placesOf(problem)).toEqual([{ parameter: "cursor", code }]);
};

describe("case 13: a cursor that was not given for this list is a 400 that names it", () => {
  it("one that is right is taken, with any limit", async () => {
    expect((await target.send("GET", `${list}&cursor=${cursor}`)).json).toMatchObject([{ name: "Bob" }]);
    const more = list.replace("limit=1", "limit=500");
    expect((await target.send("GET", `${more}&cursor=${cursor}`)).json).toMatchObject([{ name: "Bob" }]);
  });

  it.each([
    "sort=-name&minAge=20",
    "sort=age&minAge=20",
    "sort=id&minAge=20",
    "minAge=20",
    "sort=name",
    "sort=name&minAge=2",
    "sort=name&minAge=21",
    "sort=name&maxAge=20",
    "sort=name&minAge=20&maxAge=9",
    "sort=name&minAge=20&maxAge=150",
    "sort=name&minAge=20&name=A",
    "sort=name&name=20",
  ])("with another sort or filter: %s", async (query) => {
    await expectRefused(`/api/users?limit=1&${query}&cursor=${cursor}`);
  });

  it("with any of its characters changed", async () => {
    for (let index = 0; index < cursor.length; index += 1) {
      const other = cursor[index] === "A" ? "B" : "A";
      await expectRefused(`${list}&cursor=${cursor.slice(0, index)}${other}${cursor.slice(index + 1)}`);
    }
  });

  it("with its last character changed to each other that Base64 may have: some mean the same bytes", async () => {
    for (const letter of "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") {
      if (!cursor.endsWith(letter)) await expectRefused(`${list}&cursor=${cursor.slice(0, -1)}${letter}`);
    }
  });

  it.each<[string, (cursor: string) => string]>([
    ["without its first character", (text) => text.slice(1)],
    ["without its last character", (text) => text.slice(0, -1)],
    ["with a character more", (text) => `${text}A`],
    ["with a dot more", (text) => `${text}.`],
    ["twice", (text) => `${text}.${text}`],
    ["with its parts the other way round", (text) => text.split(".").toReversed().join(".")],
    ["without its signature", (text) => `${text.split(".")[0]}.`],
    ["without its place", (text) => `.${text.split(".")[1]}`],
    ["in upper case", (text) => text.toUpperCase()],
    ["of another place, under its signature", (text) => `${encoded(["Alice", 1])}.${text.split(".")[1]}`],
    ["of a hostile place, under its signature", (text) => `${encoded(["' or 1=1", {}])}.${text.split(".")[1]}`],
    ["of one letter", () => "A"],
    ["of one dot", () => "."],
    ["of two dots", () => ".."],
    ["of a dash", () => "-"],
    ["of two words", () => "a.b"],
    ["of three words", () => "a.b.c"],
    ["as long as one and of nothing", () => `${"A".repeat(100)}.${"A".repeat(22)}`],
  ])("%s", async (_, change) => {
    await expectRefused(`${list}&cursor=${change(cursor)}`);
  });

  it.each([
    ["nothing", ""],
    ["a space", "%20"],
    ["padding", "AAAA=.AAAA"],
    ["plain Base64", "AA%2B/.AAAA"],
    ["a path", "../../etc"],
    ["SQL", "';drop%20table%20users"],
    ["more than a cursor may have", "A".repeat(5_000)],
    ["letters beyond ASCII", "%C3%A9"],
  ])("of %s it is refused before it is read", async (_, text) => {
    await expectRefused(`${list}&cursor=${text}`, expect.stringMatching(/^(pattern|minLength|maxLength)$/));
  });

  it("of another directory", async () => {
    await expectRefused(`${list}&cursor=${await foreignCursor()}`);
  });
});

const encoded = (position: unknown): string => Buffer.from(JSON.stringify(position)).toString("base64url");

/** The one that another Roster gives for the same list of the same users. */
const foreignCursor = async (): Promise<string> => {
  await using other = await startRoster();
  const link = (await other.request("GET", list)).headers.get("link") ?? "";
  return /[?&]cursor=([^&>]+)/.exec(link)?.[1] ?? "";
};
