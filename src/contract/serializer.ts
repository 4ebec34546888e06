/** From the value of an answer to its text, by the contract's schema: what it does not declare is left out. */
import fastJsonStringify from "fast-json-stringify";
import { type ContractDocument, type Schema, withReferences } from "./document.ts";
import type { Operation } from "./operations.ts";

export type Serialize = (value: unknown) => string;

/** Compiles a schema that may refer to the contract's named schemas (`#/components/schemas/…`). */
export type SerializerCompiler = (schema: Schema) => Serialize;

const contract = "contract";

/** References within the contract, as one who stands outside of it makes them. */
const fromOutside = (value: unknown): unknown => withReferences(value, (reference) => `${contract}${reference}`);

/** What fast-json-stringify takes for a schema, by its types: it asks for a `type` where a reference has none. */
type Described = Parameters<typeof fastJsonStringify>[0];

/** Makes a compiler for the contract, by what Fastify itself would write its answers with. */
export const createSerializerCompiler = ({ components: { schemas } }: ContractDocument): SerializerCompiler => {
  const schema = { [contract]: { components: { schemas } } as unknown as Described };
  return (own) => fastJsonStringify(fromOutside(own) as Described, { schema });
};

/** By the status of an answer; of those with JSON, but for problems. */
export type Serializers = ReadonlyMap<number, Serialize>;

/** The serialisers of an operation. */
export const serializersOf = ({ responses }: Operation, compile: SerializerCompiler): Serializers =>
  new Map(
    [...responses].flatMap(([status, { content }]) => {
      const json = content?.["application/json"];
      return json === undefined ? [] : [[Number(status), compile(json.schema)] as const];
    }),
  );
