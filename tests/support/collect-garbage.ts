/** Collecting garbage on demand: what is measured afterwards is what is still in use. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const gc: NonNullable<typeof globalThis.gc> = runInNewContext("gc");

/** Collects everything that nothing refers to. */
export const collectGarbage = (): void => void gc({ type: "major", flavor: "last-resort" });
