/** `npm run docs`: the documentation as static pages, in `dist/docs`. Open its `index.html`, or put the folder on any host. */
import { fileURLToPath } from "node:url";
import { writeStaticPages } from "./docs/static-pages.ts";

const root = new URL("../", import.meta.url);
const directory = fileURLToPath(new URL("dist/docs", root));

await writeStaticPages(directory, root);
console.log(`the documentation is in ${directory}: open index.html there`);
