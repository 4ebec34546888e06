import { describe, expect, it } from "vitest";
import { findBrowser, openTab } from "../documentation/browser.ts";
import { useTarget } from "./target.ts";

const target = useTarget();

const create = async (name: string): Promise<string> =>
  (await target.send("POST", "/api/users", { name, age: 1 })).headers.get("location") ?? "";

describe("case 25: markup in a name comes back as JSON that no browser takes for a page", () => {
  const browser = findBrowser() ?? "";

  it.skipIf(browser === "")("a browser that is led to it shows text and runs nothing (needs a Chromium)", async () => {
    const location = await create(
      "<script>document.title = 'run'</script><img src=x onerror=\"document.title = 'run'\">",
    );
    await using tab = await openTab(browser);
    for (const path of [location, "/docs#<img src=x onerror=\"document.title = 'run'\">"]) {
      await tab.page.goto(`${target.roster.address}${path}`);
      expect(await tab.page.title()).not.toBe("run");
      expect(await tab.page.locator("img[src=x]").count()).toBe(0);
    }
  });
});
