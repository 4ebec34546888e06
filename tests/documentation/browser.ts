/** A real browser for a test: a Chromium that is installed, driven by Playwright. */
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium, type Page } from "playwright-core";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

const isExecutable = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** Where a Chromium is: `CHROME_PATH`, or the first on the `PATH`. Undefined where there is none. */
export const findBrowser = (): string | undefined =>
  process.env.CHROME_PATH ??
  (process.env.PATH ?? "")
    .split(delimiter)
    .flatMap((directory) => names.map((name) => join(directory, name)))
    .find(isExecutable);

export interface Tab extends AsyncDisposable {
  readonly page: Page;
  /** The address of each request so far, those without a host (`data:`, `blob:`) left out. */
  readonly requests: readonly string[];
  /** What the browser complained of so far: errors, warnings, violations of the policy, failed requests. */
  readonly complaints: readonly string[];
}

/** Starts a browser with one empty tab. Disposing it ends the browser. */
export const openTab = async (executablePath: string): Promise<Tab> => {
  // The sandbox needs rights that containers lack; what is opened here is Roster's own page.
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  // Wide enough for Redoc to show its menu and search.
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on("request", (request) => {
    if (!/^(data|blob):/.test(request.url())) requests.push(request.url());
  });
  page.on("requestfailed", (request) => complaints.push(`${request.url()} failed: ${request.failure()?.errorText}`));
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    if (["error", "warning", "assert"].includes(message.type())) complaints.push(message.text());
  });
  return { page, requests, complaints, [Symbol.asyncDispose]: () => browser.close() };
};
