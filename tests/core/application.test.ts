/** What an application gives and what the core gives do not get in each other's way. */
import { join } from "node:path";
import { expect, it } from "vitest";
import { openStore } from "../../src/core/store/store.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";
import { startContract } from "./contract-service.ts";

const contract = {
  openapi: "3.1.0",
  info: { title: "Parts", version: "1.0.0" },
  paths: { "/parts": { get: { operationId: "parts", responses: { "200": { description: "Names." } } } } },
};

it("queries of an application with the name of some of the core are refused", async () => {
  await using directory = await temporaryDirectory();
  const definition = {
    databaseId: 0x53616d70,
    migrations: [],
    commands: new URL("./no-commands.ts", import.meta.url),
    queries: () => ({ keys: {} }),
  };
  const databaseUrl = `file:${join(directory.path, "sample.db")}`;
  await expect(openStore(definition, { databaseUrl, sampleData: false })).rejects.toThrow(
    "The queries keys have the name",
  );
});

it("an application is given its own queries, and takes the place of no part of the core", async () => {
  const given: string[] = [];
  const app = {
    queries: () => ({ things: {} }),
    open: async ({ queries }: { readonly queries: object }) => {
      given.push(...Object.keys(queries));
      return { ...queries, readiness: "mine" };
    },
  };
  const seen: unknown[] = [];
  const parts = async (_: unknown, needs: { readonly readiness: unknown }) => {
    seen.push(typeof needs.readiness);
    return { status: 200 };
  };
  await using service = await startContract(contract, { parts } as never, {}, app);
  expect((await fetch(`${service.address}/parts`)).status).toBe(200);
  expect({ given, seen }).toEqual({ given: ["things"], seen: ["function"] });
});
