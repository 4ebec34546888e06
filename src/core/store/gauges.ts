/** What a store can say in numbers. */

/** A number that is read when somebody asks. */
export interface StoreGauge {
  /** As Prometheus names things: with its unit. */
  readonly name: string;
  readonly help: string;
  readonly read: () => number | Promise<number>;
}
