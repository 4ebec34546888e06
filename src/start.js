/**
 * The entry. In JavaScript, because Node loads what strips types, 30 MB of it, for the first TypeScript file whose stripped text it does
 * not find in its compile cache: only a start that finds all of them is spared. The cache is beside the dependencies, where only
 * the owner of the installation can write; `NODE_COMPILE_CACHE` names another place. A folder that cannot be written is no error.
 */
import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

// Otherwise Node opens its debugger port on this signal, and a user who may send it could run code.
process.on("SIGUSR1", () => {});
// As a variable, because threads inherit it: the writer's has files to load, too.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL("../node_modules/.cache/node", import.meta.url));
enableCompileCache();
// Before anything is collected.
const { keepTick } = await import("./core/heap.ts");
await keepTick();
await import("./main.ts");
