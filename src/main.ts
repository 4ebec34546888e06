/** Runs Roster. By itself, without what `start.js` does before, it does the same with more memory. */
import { runProcess } from "./core/service/process.ts";

await runProcess(process.argv.slice(2));
