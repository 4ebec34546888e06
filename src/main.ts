/**
 * The entry. Node strips the types of each file at each start unless it may keep the result; it is kept beside the
 * dependencies, where only the owner of the installation can write. A folder that cannot be written is no error.
 */
import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

enableCompileCache(fileURLToPath(new URL("../node_modules/.cache/node", import.meta.url)));
const { runProcess } = await import("./process.ts");
await runProcess(process.argv.slice(2));
