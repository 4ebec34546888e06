import { operationIdOf } from "../../src/core/contract/normal-form.ts";
import { at, ContractMistake, entriesOf, follow, integerOf, itemsOf, type Place, textOf } from "./place.ts";
import { checkSupported } from "./supported.ts";

/** The methods that a path may have as operations. */
const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/** What an operation needs of a caller: for each scheme that would do, the scopes. */
export interface Requirement {
  readonly scheme: string;
  readonly scopes: readonly string[];
}

/** What the generator must know of an operation. */
export interface OperationFacts {
  readonly operationId: string;
  readonly path: string;
  readonly method: string;
  /** Alternatives, each a list of schemes that go together; empty, or one that is empty, lets everybody in. */
  readonly security: readonly (readonly Requirement[])[];
  /** The query parameters that have a default. */
  readonly defaultedQuery: readonly string[];
}

/** One entry of the registry of problem types (`components.x-problem-types`). */
export interface ProblemType {
  readonly slug: string;
  readonly status: number;
  readonly title: string;
  readonly meaning: string;
  readonly remedy: string;
  /** The example of the contract that has this type, when there is one. */
  readonly example: unknown;
}

/** What the contract says beyond the types of its operations. */
export interface ContractFacts {
  readonly operations: readonly OperationFacts[];
  readonly problemTypes: readonly ProblemType[];
  /** Every scope and what it allows, over all security schemes. */
  readonly scopes: ReadonlyMap<string, string>;
}

/** What stands before a slug in the `type` of a problem. */
export const problemTypePrefix = "urn:problem-type:roster:";

const securityOf = (root: Place, operation: Place): OperationFacts["security"] => {
  const own = at(operation, "security");
  const alternatives = itemsOf(own.value === undefined ? at(root, "security") : own);
  return alternatives.map((alternative) =>
    entriesOf(alternative).map(([scheme, scopes]) => {
      if (at(root, "components", "securitySchemes", scheme).value === undefined) {
        throw new ContractMistake(`the security scheme ${scheme} does not exist`, scopes.path);
      }
      return { scheme, scopes: itemsOf(scopes).map(textOf) };
    }),
  );
};

const defaultedQueryOf = (root: Place, holder: Place): readonly string[] =>
  itemsOf(at(holder, "parameters"))
    .map((parameter) => follow(root, parameter))
    .filter((parameter) => at(parameter, "in").value === "query")
    .filter((parameter) => at(follow(root, at(parameter, "schema")), "default").value !== undefined)
    .map((parameter) => textOf(at(parameter, "name")));

const operationsOf = (root: Place): readonly OperationFacts[] => {
  const seen = new Set<string>();
  return entriesOf(at(root, "paths")).flatMap(([path, pathItem]) =>
    entriesOf(pathItem)
      .filter(([method]) => methods.includes(method))
      .map(([method, operation]) => {
        const named = at(operation, "operationId");
        const operationId = named.value === undefined ? operationIdOf(method, path) : textOf(named);
        if (seen.has(operationId)) {
          throw new ContractMistake(`the operationId ${operationId} is there twice`, at(operation, "operationId").path);
        }
        seen.add(operationId);
        const defaultedQuery = [...defaultedQueryOf(root, pathItem), ...defaultedQueryOf(root, operation)];
        return { operationId, path, method, security: securityOf(root, operation), defaultedQuery };
      }),
  );
};

const problemTypesOf = (root: Place): readonly ProblemType[] => {
  const examples = entriesOf(at(root, "components", "examples")).map(([, example]) => at(example, "value"));
  return entriesOf(at(root, "components", "x-problem-types")).map(([slug, entry]) => ({
    slug,
    status: integerOf(at(entry, "status")),
    title: textOf(at(entry, "title")),
    meaning: textOf(at(entry, "meaning")),
    remedy: textOf(at(entry, "remedy")),
    example: examples.find((example) => at(example, "type").value === `${problemTypePrefix}${slug}`)?.value,
  }));
};

const scopesOf = (root: Place): ReadonlyMap<string, string> => {
  const scopes = new Map<string, string>();
  for (const [, scheme] of entriesOf(at(root, "components", "securitySchemes"))) {
    const flows = entriesOf(at(scheme, "flows")).flatMap(([, flow]) => entriesOf(at(flow, "scopes")));
    for (const [scope, description] of flows) scopes.set(scope, String(description.value));
    for (const [scope, description] of entriesOf(at(scheme, "x-scopes"))) {
      const known = scopes.get(scope);
      if (known !== undefined && known !== textOf(description)) {
        throw new ContractMistake(`the scope ${scope} is described in two ways`, description.path);
      }
      scopes.set(scope, textOf(description));
    }
  }
  return scopes;
};

/** Reads the facts out of a contract. Throws `ContractMistake` where it lacks what they need, or has what is not served. */
export const factsOf = (root: Place): ContractFacts => {
  const facts = { operations: operationsOf(root), problemTypes: problemTypesOf(root), scopes: scopesOf(root) };
  // What is mistaken is said before what is not served.
  checkSupported(root);
  return facts;
};

/** Whether every caller needs a credential for the operation. */
export const isSecured = ({ security }: OperationFacts): boolean =>
  security.length > 0 && security.every((alternative) => alternative.length > 0);
