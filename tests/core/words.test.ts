import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const core = fileURLToPath(new URL("../../src/core/", import.meta.url));

/** Words of the user directory; as they stand in identifiers, too. */
const domain =
  /alice|\bbob\b|contact|\bdatum|getData|putData|sealing|reseal|user directory|users\b|[a-z]User\b|\/api\/(users|data)/i;

const files = readdirSync(core, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));

describe("src/core", () => {
  it.each(files)("names nothing of the directory: %s", (name) => {
    const lines = readFileSync(`${core}${name}`, "utf8").split("\n");
    expect(lines.filter((line) => domain.test(line))).toEqual([]);
  });
});
