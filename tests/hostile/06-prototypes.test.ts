import { describe, expect, it } from "vitest";
import { bodyWays } from "./bodies.ts";
import { useTarget } from "./target.ts";

const target = useTarget();

const expectPrototypesUntouched = (): void => {
  for (const untouched of [{}, [], "", 0, () => {}]) expect(untouched).not.toHaveProperty("polluted");
  expect(Object.keys(Object.prototype)).toEqual([]);
};

const escaped = (text: string): string =>
  [...text].map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");

describe("case 6: a name that could change a prototype is refused, and no prototype is changed", () => {
  it.each([
    ["__proto__", '{"name":"A","age":1,"__proto__":{"polluted":true}}'],
    ["__proto__ of nothing", '{"__proto__":null}'],
    ["__proto__ that is an array", '{"name":"A","age":1,"__proto__":[]}'],
    ["__proto__ twice", '{"__proto__":{"polluted":true},"__proto__":{"polluted":true}}'],
    ["__proto__ in __proto__", '{"__proto__":{"__proto__":{"polluted":true}}}'],
    ["__proto__ with one escape", '{"name":"A","age":1,"\\u005f_proto__":{"polluted":true}}'],
    ["__proto__ with an escaped letter", '{"name":"A","age":1,"__pr\\u006Fto__":{"polluted":true}}'],
    ["__proto__ all in escapes", `{"${escaped("__proto__")}":{"polluted":true}}`],
    ["__proto__ with spaces around the colon", '{"__proto__" \n : {"polluted":true}}'],
    ["__proto__ in an array", '[{"__proto__":{"polluted":true}}]'],
    ["__proto__ deep inside", '{"name":[[{"__proto__":{"polluted":true}}]],"age":1}'],
    ["__proto__ for a value", '{"value":{"__proto__":{"polluted":true}}}'],
    ["constructor.prototype", '{"name":"A","age":1,"constructor":{"prototype":{"polluted":true}}}'],
    ["constructor.prototype of nothing", '{"constructor":{"prototype":null}}'],
    ["constructor, escaped", '{"name":"A","age":1,"c\\u006fnstructor":{"prototype":{"polluted":true}}}'],
    ["prototype, escaped", `{"constructor":{"${escaped("prototype")}":{"polluted":true}}}`],
    ["constructor.prototype deep inside", '{"name":[{"constructor":{"prototype":{"polluted":true}}}],"age":1}'],
  ])("%s", async (_, body) => {
    for (const { send } of bodyWays) {
      await target.expectRefused(() => send(target, body), "malformed-body");
      expectPrototypesUntouched();
    }
  });
});

describe("case 6: other names that every object has are fields like any other: unknown", () => {
  it.each(["constructor", "prototype", "toString", "hasOwnProperty", "valueOf", "toJSON", "then", "__defineGetter__"])(
    "%s",
    async (name) => {
      for (const value of ['{"polluted":true}', "1", "null"]) {
        for (const { send } of bodyWays) {
          const body = `{"${name}":${value}}`;
          const { problem } = await target.expectRefused(() => send(target, body), "invalid-request");
          expect(problem.errors).toContainEqual(expect.objectContaining({ pointer: `/${name}`, code: "unknown" }));
        }
      }
      expectPrototypesUntouched();
    },
  );
});

describe("case 6: in an address they are names of nothing", () => {
  it.each([
    ["/api/users?__proto__=1", "invalid-request"],
    ["/api/users?__proto__[polluted]=1", "invalid-request"],
    ["/api/users?constructor.prototype.polluted=1", "invalid-request"],
    ["/api/users?toString=1", "invalid-request"],
    ["/api/data/__proto__", "invalid-request"],
    ["/api/data/constructor", "not-found"],
    ["/api/data/toString", "not-found"],
    ["/__proto__", "unknown-address"],
    ["/api/__proto__/users", "unknown-address"],
  ] as const)("%s is %s", async (path, type) => {
    await target.expectRefused(() => target.send("GET", path), type);
    expectPrototypesUntouched();
  });

  it("a datum of such a name, where it is legal, is stored and changes nothing else", async () => {
    expect((await target.send("PUT", "/api/data/constructor", { value: "x" })).status).toBe(201);
    expect((await target.send("GET", "/api/data")).json).toEqual({ key: "value", constructor: "x" });
    expectPrototypesUntouched();
    expect((await target.send("DELETE", "/api/data/constructor")).status).toBe(204);
  });
});
