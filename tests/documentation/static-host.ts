/** The static pages of `npm run docs`, on a disk and on a host that knows nothing of Roster. */
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { writeStaticPages } from "../../scripts/docs/static-pages.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";

export interface StaticPages extends AsyncDisposable {
  /** With a slash at the end, as the others. */
  readonly fileAddress: string;
  readonly address: string;
}

const folder = "/some/path/";

const types: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
};

/** Writes the pages into a directory of their own and serves them, until disposed of. */
export const servePages = async (): Promise<StaticPages> => {
  const directory = await temporaryDirectory();
  const pages = join(directory.path, "pages");
  await writeStaticPages(pages, new URL("../../", import.meta.url));
  const server = createServer(async (request, response) => {
    const name = request.url?.slice(folder.length) ?? "";
    const content = await readFile(join(pages, name)).catch(() => undefined);
    const type = types[name.slice(name.lastIndexOf(".") + 1)] ?? "application/octet-stream";
    response.writeHead(content ? 200 : 404, { "content-type": type }).end(content);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    fileAddress: `${pathToFileURL(pages).href}/`,
    address: `http://127.0.0.1:${port}${folder}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await directory[Symbol.asyncDispose]();
    },
  };
};
