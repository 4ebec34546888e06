/** How Roster is started: the same wherever it is said. */
import { expect, test } from "vitest";
import { readText } from "./files.ts";

const { scripts } = JSON.parse(readText("package.json")) as { readonly scripts: { readonly start: string } };
const words = scripts.start.split(" ");

test("npm, the image, the unit and the README start Roster by the same command line", () => {
  expect(words[0]).toBe("node");
  expect(readText("deploy/Dockerfile")).toContain(`CMD [${words.map((word) => JSON.stringify(word)).join(", ")}]`);
  expect(readText("deploy/roster.service")).toMatch(new RegExp(`^ExecStart=/usr/bin/${scripts.start}$`, "m"));
  expect(readText("README.md")).toContain(`run \`${scripts.start}\``);
});

test("the image keeps what is stripped by the flags that it runs with", () => {
  expect(readText("deploy/Dockerfile")).toContain(`timeout --preserve-status 10 ${scripts.start} `);
});
