/** The numbers of connections. */
import { Counter, Gauge, type Registry } from "prom-client";

/** What is known of the connections that are open. */
export interface ConnectionUse {
  readonly open: () => number;
  readonly bufferedBytes: () => number;
}

export interface ConnectionMetrics {
  /** A connection was closed, because a limit was reached. */
  readonly closed: (limit: string) => void;
  readonly watch: (use: ConnectionUse) => void;
}

/** Makes the numbers, of which some are read when somebody asks. */
export const createConnectionMetrics = (registry: Registry): ConnectionMetrics => {
  const registers = [registry];
  const closed = new Counter({
    name: "roster_connections_closed_total",
    help: "Connections that were closed because of a limit: total, address, or buffered (memory that waits for clients).",
    labelNames: ["limit"],
    registers,
  });
  let current: ConnectionUse = { open: () => 0, bufferedBytes: () => 0 };
  new Gauge({
    name: "roster_connections",
    help: "Connections that are open.",
    registers,
    collect() {
      this.set(current.open());
    },
  });
  new Gauge({
    name: "roster_buffered_bytes",
    help: "Bytes that wait in memory for connections, mostly for clients to read them.",
    registers,
    collect() {
      this.set(current.bufferedBytes());
    },
  });
  return {
    closed: (limit) => closed.inc({ limit }),
    watch: (use) => {
      current = use;
    },
  };
};
