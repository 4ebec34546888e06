/** From the value of an answer to its text, by the contract's schema: what it does not declare is left out. */
import fastJsonStringify from "fast-json-stringify";
import { type ContractDocument, type Schema, withReferences } from "./document.ts";
import type { Operation } from "./operations.ts";

type Serialize = (value: unknown) => string;

const contract = "contract";

/** References within the contract, as one who stands outside of it makes them. */
const fromOutside = (value: unknown): unknown => withReferences(value, (reference) => `${contract}${reference}`);

/** What fast-json-stringify takes for a schema, by its types: it asks for a `type` where a reference has none. */
type Described = Parameters<typeof fastJsonStringify>[0];

/** By the status of an answer; of those with JSON, but for problems. */
export type Serializers = ReadonlyMap<number, Serialize>;

/** Makes the function that makes the serialisers of an operation, by what Fastify itself would write its answers with. */
export const createSerializers = ({
  components: { schemas },
}: ContractDocument): ((operation: Operation) => Serializers) => {
  const schema = { [contract]: { components: { schemas } } as unknown as Described };
  const compile = (own: Schema): Serialize => fastJsonStringify(fromOutside(own) as Described, { schema });
  return ({ responses }) =>
    new Map(
      [...responses].flatMap(([status, { content }]) => {
        const json = content?.["application/json"];
        return json === undefined ? [] : [[Number(status), compile(json.schema)] as const];
      }),
    );
};
