/** What a reader sees. Skipped where no Chromium is installed; `CHROME_PATH` names one that is not on the `PATH`. */
import { describe, expect, test } from "vitest";
import { operationsOf } from "../../src/contract/operations.ts";
import { contract, startRoster } from "../support/roster.ts";
import { findBrowser, openTab } from "./browser.ts";

const browser = findBrowser() ?? "";
const operationIds = operationsOf(contract).map(({ operationId }) => operationId);

describe.skipIf(browser === "")("in a browser", () => {
  test.each(["/", "/docs"])(
    "%s draws every operation, searches, asks nobody but Roster, and breaks no policy",
    async (path) => {
      await using roster = await startRoster();
      await using tab = await openTab(browser);
      const { page } = tab;
      await page.goto(`${roster.address}${path}`);
      for (const operationId of operationIds) {
        await page.locator(`[id$="/operation/${operationId}"]`).first().waitFor({ state: "attached" });
      }
      // The style sheets were let in, the page's own and Redoc's.
      expect(await page.evaluate("getComputedStyle(document.body).margin")).toBe("0px");
      expect(await page.evaluate('getComputedStyle(document.querySelector("h1")).fontWeight')).toBe("600");
      // The style sheet of Redoc's own scrollbars is left out of the script.
      expect(await page.locator(".ps").count()).toBe(0);

      await page.getByRole("textbox").first().fill("create");
      await page.locator('[data-role="search:results"]').getByText("Create a user").first().waitFor();

      expect(tab.complaints).toEqual([]);
      expect(new Set(tab.requests)).toEqual(
        new Set([path, "/docs/redoc.js", "/openapi.json"].map((known) => `${roster.address}${known}`)),
      );
    },
  );
});
