/**
 * What a reader sees. Skipped where no Chromium is installed, unless `CI` is set; `CHROME_PATH` names one that is not on the
 * `PATH`. With `SCREENSHOTS=docs/images`, the pictures in that folder are taken anew.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { operationsOf } from "../../src/core/contract/operations.ts";
import { startPrefixProxy } from "../support/prefix-proxy.ts";
import { addressOfScript, contract, startRoster } from "../support/roster.ts";
import { findBrowser, openTab } from "./browser.ts";
import { servePages } from "./static-host.ts";

const browser = findBrowser() ?? "";
const isSkipped = browser === "" && (process.env.CI ?? "") === "";
const operationIds = operationsOf(contract).map(({ operationId }) => operationId);

const sectionOf = (page: Page, operationId: string) => page.locator(`[id$="operation/${operationId}"]`).first();

const isDrawn = async (page: Page): Promise<void> => {
  for (const operationId of operationIds) await sectionOf(page, operationId).waitFor({ state: "attached" });
};

const search = async (page: Page, words: string, found: string): Promise<void> => {
  await page.getByRole("textbox").first().fill(words);
  await page.locator('[data-role="search:results"]').getByText(found).first().waitFor();
};

const showSample = async (page: Page, operationId: string, label: string, text: string): Promise<void> => {
  const section = sectionOf(page, operationId);
  await section.getByRole("tab", { name: label, exact: true }).click();
  await section.getByRole("tabpanel").filter({ hasText: text }).first().waitFor();
};

const axe = readFileSync(new URL(import.meta.resolve("axe-core/axe.min.js")), "utf8");

/** What axe finds, by rule, with the elements that it finds it in. */
const findingsOf = async (page: Page): Promise<ReadonlyMap<string, readonly string[]>> => {
  await page.evaluate(axe);
  const { violations } = await page.evaluate<AxeResults>("axe.run(document, { resultTypes: ['violations'] })");
  return new Map(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]));
};

/** What is left, each with its elements and its reason. */
const acceptedFindings: ReadonlyMap<string, RegExp> = new Map([
  // Moderate: Redoc's titles of small parts are headings of the fifth level below the second. No option changes that.
  ["heading-order", /^<h5 /],
]);

const picture = async (page: Page, name: string): Promise<void> => {
  const folder = process.env.SCREENSHOTS;
  if (folder) await page.screenshot({ path: join(folder, name) });
};

describe.skipIf(isSkipped)("in a browser", () => {
  test.each(["/", "/docs"])(
    "%s draws every operation, searches, asks nobody but Roster, and breaks no policy",
    async (path) => {
      await using roster = await startRoster();
      await using tab = await openTab(browser);
      const { page } = tab;
      await page.goto(`${roster.address}${path}`);
      await isDrawn(page);
      // The style sheets were let in, the page's own and Redoc's.
      expect(await page.evaluate("getComputedStyle(document.body).margin")).toBe("0px");
      expect(await page.evaluate('getComputedStyle(document.querySelector("h1")).fontWeight')).toBe("600");
      // The style sheet of Redoc's own scrollbars is left out of the script.
      expect(await page.locator(".ps").count()).toBe(0);

      await search(page, "create", "Create a user");

      expect(tab.complaints).toEqual([]);
      expect(new Set(tab.requests)).toEqual(
        new Set([path, await addressOfScript(roster), "/openapi.json"].map((known) => `${roster.address}${known}`)),
      );
    },
  );

  test.each([
    { whose: "its own", prefix: "/directory" },
    { whose: "its own behind that of a proxy", prefix: "/outer/directory" },
  ])("is drawn the same under a path prefix: $whose", async ({ prefix }) => {
    await using roster = await startRoster({ basePath: "/directory", trustedProxies: ["loopback"] });
    await using proxy = await startPrefixProxy(roster.address, "/outer");
    await using tab = await openTab(browser);
    const { origin } = new URL(prefix === "/directory" ? roster.address : proxy.address);
    await tab.page.goto(`${origin}${prefix}/docs`);
    await isDrawn(tab.page);
    await search(tab.page, "create", "Create a user");
    expect(await sectionOf(tab.page, "listUsers").textContent()).toContain(prefix);
    expect(tab.complaints).toEqual([]);
  });

  test("shows for every operation a sample in each language, and examples of bodies and answers", async () => {
    await using roster = await startRoster();
    await using tab = await openTab(browser);
    const { page } = tab;
    await page.goto(`${roster.address}/docs`);
    await isDrawn(page);
    await picture(page, "documentation.png");
    for (const operationId of operationIds) {
      const labels = await sectionOf(page, operationId).getByRole("tab").allTextContents();
      expect(labels, operationId).toEqual(expect.arrayContaining(["curl", "JavaScript", "Python", "Go"]));
    }
    await showSample(page, "createUser", "Payload", '"name": "Carol"');
    await showSample(page, "createUser", "400", '"urn:problem-type:roster:invalid-request"');
    await showSample(page, "createUser", "201", '"id": 3');
    await showSample(page, "createUser", "JavaScript", 'await fetch("http://localhost:5000/api/users"');
    await showSample(page, "createUser", "Go", 'http.NewRequest("POST"');
    await showSample(page, "updateUser", "curl", "--header 'Content-Type: application/merge-patch+json'");
    await showSample(page, "createUser", "Python", "urllib.request.Request(");
    await page.evaluate(`document.querySelector('[id$="operation/createUser"]').scrollIntoView()`);
    await picture(page, "code-samples.png");
    expect(tab.complaints).toEqual([]);
  });

  test.each([
    ["wide", 1440],
    ["as narrow as a telephone", 390],
  ])("axe finds nothing in a window that is %s but what is listed", async (_, width) => {
    await using roster = await startRoster();
    await using tab = await openTab(browser);
    const { page } = tab;
    await page.setViewportSize({ width, height: 900 });
    await page.goto(`${roster.address}/docs`);
    await isDrawn(page);
    for (const [rule, elements] of await findingsOf(page)) {
      const accepted = acceptedFindings.get(rule);
      const others = elements.filter((element) => !accepted?.test(element));
      expect(others, rule).toEqual([]);
    }
  });

  test.each(["opened from a disk", "below a path of any host"])("the static pages, %s, are the same", async (place) => {
    await using pages = await servePages();
    await using tab = await openTab(browser);
    const { page } = tab;
    const address = place === "opened from a disk" ? pages.fileAddress : pages.address;
    await page.goto(`${address}index.html`);
    await isDrawn(page);
    await search(page, "create", "Create a user");
    await showSample(page, "createUser", "Python", "urllib.request.Request(");
    expect(tab.complaints).toEqual([]);
    expect(new Set(tab.requests)).toEqual(
      new Set(["index.html", "redoc.js", "contract.js", "start.js"].map((file) => `${address}${file}`)),
    );
  });
});
