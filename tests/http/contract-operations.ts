/** The operations of the contract as requests, made from its own examples: a new operation is in every test by itself. */
import { type ParameterObject, resolve } from "../../src/core/contract/document.ts";
import { type Operation, operationsOf } from "../../src/core/contract/operations.ts";
import { contract } from "../support/roster.ts";

export const operations: readonly Operation[] = operationsOf(contract);

type Example = { readonly example?: unknown };
type Examples = {
  readonly examples?: Readonly<Record<string, { readonly value: unknown } | { readonly $ref: string }>>;
};

/** The address of an operation, its path parameters as the contract's examples have them. */
export const addressOf = ({ path, parameters }: Operation): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name) => {
    const parameter: (ParameterObject & Example) | undefined = parameters.find(
      (each) => each.in === "path" && each.name === name,
    );
    if (parameter?.example === undefined) throw new Error(`The parameter ${name} of ${path} has no example.`);
    return encodeURIComponent(String(parameter.example));
  });

/** The body that the contract shows for an operation, and its media type; undefined where it takes none. */
export const bodyOf = ({ requestBody }: Operation): { readonly type: string; readonly text: string } | undefined => {
  const [type, media] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  if (type === undefined) return undefined;
  const [example] = Object.values((media as Examples).examples ?? {});
  if (example === undefined) throw new Error(`The body ${type} has no example.`);
  return { type, text: JSON.stringify(resolve<{ readonly value: unknown }>(contract, example).value) };
};

/** The methods that each path of the contract has, by rule `HEAD` with `GET`, and `OPTIONS`. */
export const methodsByPath: readonly {
  readonly path: string;
  readonly address: string;
  readonly methods: readonly string[];
}[] = [...Map.groupBy(operations, ({ path }) => path)].flatMap(([path, those]) => {
  const [first] = those;
  const methods = those.flatMap(({ method }): string[] => (method === "GET" ? ["GET", "HEAD"] : [method]));
  return first === undefined ? [] : [{ path, address: addressOf(first), methods: [...methods, "OPTIONS"].toSorted() }];
});
