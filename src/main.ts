/** Runs the application. By itself, without what `start.js` does before, it does the same with more memory. */
import { runProcess } from "#core";
import { app } from "./app.ts";

await runProcess(app, process.argv.slice(2));
