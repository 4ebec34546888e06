/** The shape in which the rules of requests are stated. */

/** A request in the terms of the contract, and the field that is wrong with it; none: it is accepted. */
export interface Rule {
  readonly operationId: string;
  readonly rule: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: string;
  /** By their names in lower case, as Node has them. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly wrong?: { readonly place: Readonly<Record<string, string>>; readonly code: string };
}

/** What of a request a rule sets. */
export type Field = Pick<Rule, "params" | "query" | "headers" | "body">;

/** Rules of one field: `[what is stated, the value, the code of its error]`. */
export type Row<Value> = readonly [rule: string, value: Value, code?: string];

/** The rules of one field, as rules of requests to an operation. */
export const rulesOf = <Value>(
  operationId: string,
  place: Readonly<Record<string, string>>,
  request: (value: Value) => Field,
  rows: readonly Row<Value>[],
): readonly Rule[] =>
  rows.map(([rule, value, code]) => ({
    operationId,
    rule: `${Object.values(place)[0] || "the body"} ${rule}`,
    ...request(value),
    ...(code !== undefined && { wrong: { place, code } }),
  }));
