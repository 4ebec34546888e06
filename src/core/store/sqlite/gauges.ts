import { stat } from "node:fs/promises";
import type { StoreGauge } from "../gauges.ts";

const sizeOf = async (filename: string): Promise<number> => {
  try {
    return (await stat(filename)).size;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return 0;
    throw error;
  }
};

/** The numbers of an embedded database. */
export const sqliteGauges = (filename: string, waiting: () => number): readonly StoreGauge[] => [
  {
    name: "roster_writer_waiting_commands",
    help: "Commands that wait for the writer, or for the commit that they are in.",
    read: waiting,
  },
  { name: "roster_database_size_bytes", help: "The file of the database.", read: () => sizeOf(filename) },
  {
    name: "roster_database_log_size_bytes",
    help: "The write-ahead log beside the file of the database.",
    read: () => sizeOf(`${filename}-wal`),
  },
];
