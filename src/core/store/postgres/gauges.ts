import type { PoolUse } from "../../database/postgres/pool.ts";
import type { StoreGauge } from "../gauges.ts";

const poolGauges = (pool: "reading" | "writing", use: () => PoolUse): readonly StoreGauge[] => [
  {
    name: `roster_database_${pool}_connections`,
    help: `Connections to PostgreSQL for ${pool}.`,
    read: () => use().open,
  },
  {
    name: `roster_database_${pool}_idle_connections`,
    help: `Connections for ${pool} that nobody uses now.`,
    read: () => use().idle,
  },
  {
    name: `roster_database_${pool}_waiting`,
    help: `Those who wait for a connection for ${pool}.`,
    read: () => use().waiting,
  },
];

/** The numbers of a database that is shared. */
export const postgresGauges = (
  waitingCommands: () => number,
  reading: () => PoolUse,
  writing: () => PoolUse,
  changesLag: () => Promise<number>,
): readonly StoreGauge[] => [
  {
    name: "roster_writer_waiting_commands",
    help: "Commands that wait for a connection, or for their commit.",
    read: waitingCommands,
  },
  ...poolGauges("reading", reading),
  ...poolGauges("writing", writing),
  {
    name: "roster_changes_lag_seconds",
    help: "Age of the oldest change that waits, to be read, for the end of a transaction that began before it.",
    read: changesLag,
  },
];
