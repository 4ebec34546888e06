import { describe, expect, it } from "vitest";
import { app } from "../../src/app.ts";
import { ConfigError, readConfig } from "../../src/core/settings/config.ts";
import { audience, startIssuer } from "../support/issuer.ts";
import { runFile, startRosterProcess } from "../support/process.ts";
import { send } from "../support/roster.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";

const issuer = "https://login.example.com/realms/staff";

const read = (environment: Readonly<Record<string, string>>) =>
  readConfig(app, {}, { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience, ...environment }).oidc;

describe("the identity provider's settings", () => {
  it("say whose tokens are taken, with algorithms and a leeway that need no thought", () => {
    expect(read({})).toEqual({
      issuer,
      audience,
      algorithms: ["RS256", "PS256", "ES256", "Ed25519", "EdDSA"],
      leewaySeconds: 30,
    });
  });

  it.each([
    "https://login.example.com",
    "https://login.example.com/",
    "https://login.example.com:8443/realms/staff",
    "http://127.0.0.1:8080",
    "http://127.1.2.3",
    "http://localhost:8080/realms/staff",
    "http://[::1]:8080",
  ])("take the issuer %s, to the letter", (text) => {
    expect(read({ OIDC_ISSUER: text })?.issuer).toBe(text);
  });

  it.each([
    "http://login.example.com",
    "http://localhost.example.com",
    "http://127.0.0.1.example.com",
    "http://10.0.0.1",
    "http://0.0.0.0",
    "ftp://127.0.0.1",
    "file:///etc/issuer",
    "login.example.com",
    "https://",
    "https:login.example.com",
    " https://login.example.com",
    "https://login.example.com/a b",
    "https://login.example.com?tenant=1",
    "https://login.example.com#staff",
    "https://user:password@login.example.com",
  ])("refuse the issuer %s", (text) => {
    expect(() => read({ OIDC_ISSUER: text })).toThrow(/^OIDC_ISSUER must be an https URL/);
  });

  it.each([
    ["OIDC_ISSUER", ""],
    ["OIDC_AUDIENCE", ""],
  ])("contradict each other without %s", (name, value) => {
    expect(() => read({ [name]: value })).toThrow("OIDC_ISSUER and OIDC_AUDIENCE go together: set both, or neither.");
  });

  it("take every asymmetric algorithm, and any number of them", () => {
    const all = "RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512, EdDSA, Ed25519";
    expect(read({ OIDC_ALGORITHMS: all })?.algorithms).toEqual(all.split(", "));
  });

  it.each(["none", "None", "HS256", "RS256,HS256", "RS256,none", "rs256", "dir", "RSA-OAEP", "*", ","])(
    "refuse the algorithms %s",
    (text) => {
      expect(() => read({ OIDC_ALGORITHMS: text })).toThrow(/^OIDC_ALGORITHMS (has|must)/);
    },
  );

  it.each(["61", "-1", "1.5", "1m"])("refuse a leeway of %s", (text) => {
    expect(() => read({ OIDC_LEEWAY_SECONDS: text })).toThrow(ConfigError);
  });
});

describe("a process", () => {
  it.each([
    [
      "an issuer without an audience",
      { OIDC_ISSUER: issuer },
      /^roster: OIDC_ISSUER and OIDC_AUDIENCE go together.*\n$/,
    ],
    ["a shared secret for an algorithm", { OIDC_ALGORITHMS: "HS256" }, /^roster: OIDC_ALGORITHMS has "HS256", .*\n$/],
  ])("does not start with %s, and says so in one line", async (_, environment, line) => {
    await using directory = await temporaryDirectory();
    const settings = { DATABASE_URL: directory.databaseUrl, PORT: "0", ...environment };
    const { exitCode, stderr } = await runFile("src/start.js", [], settings);
    expect(stderr).toMatch(line);
    expect(exitCode).toBe(1);
  });

  it("that is told of an issuer takes its tokens, and stops in order while the issuer hangs", async () => {
    await using directory = await temporaryDirectory();
    await using provider = await startIssuer();
    const roster = await startRosterProcess({
      DATABASE_URL: directory.databaseUrl,
      OIDC_ISSUER: provider.issuer,
      OIDC_AUDIENCE: audience,
    });
    const post = (key: string) => send(roster.address, "POST", "/api/users", { key, body: { name: "Carol", age: 41 } });
    expect((await post(await provider.grant("users:write"))).status).toBe(201);
    await provider.rotate();
    const asked = Promise.withResolvers<void>();
    provider.misbehave("metadata", () => asked.resolve());
    const held = post(await provider.sign());
    await asked.promise;
    roster.child.kill("SIGTERM");
    expect((await held).status).toBe(503);
    expect(await roster.ended).toMatchObject({ exitCode: 0, stderr: "" });
  });
});
