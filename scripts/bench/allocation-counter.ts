/** Loaded before a Roster that is measured: tells its parent, whenever it asks, how much was allocated on the heap so far. */
import { getHeapStatistics } from "node:v8";
import { isMainThread } from "node:worker_threads";

if (isMainThread) {
  process.on("message", () => process.send?.(getHeapStatistics().total_allocated_bytes));
  // Whoever listens to a parent lives as long as it.
  process.channel?.unref();
}
