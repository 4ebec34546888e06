import type { ContractFacts, OperationFacts } from "../contract-facts.ts";
import { at, itemsOf, type Place, textOf } from "../place.ts";
import { type Answer, answersOf, isEndless } from "./answers.ts";
import { checksOf } from "./checks.ts";
import { pathVariablesOf, requestOf, savedResponsesOf } from "./request.ts";
import { stableId } from "./stable-id.ts";

interface Requestable {
  readonly facts: OperationFacts;
  readonly operation: Place;
  readonly answers: readonly Answer[];
}

const introduction = `Every operation of the contract but its endless streams, with the contract's examples. Set \`baseUrl\`, and \`apiKey\`
to a key with the scopes that you need. A run of the whole collection creates, reads, changes and deletes, in this order, and
holds each answer to the contract: run it on a directory for tests.`;

/** The variable of the path that is one step longer than that of an operation which creates: there is what it created. */
const createdVariableOf = ({ facts, answers }: Requestable, operations: readonly OperationFacts[]) => {
  if (!answers.some(({ status, headers }) => status === 201 && headers.some(([name]) => name === "Location"))) return;
  const paths = operations.map(({ path }) => /^(?<parent>.*)\/\{(?<variable>\w+)\}$/.exec(path)?.groups);
  return paths.find((groups) => groups?.parent === facts.path)?.variable;
};

const itemOf = (root: Place, requestable: Requestable, operations: readonly OperationFacts[]): object => {
  const { facts, operation, answers } = requestable;
  const { operationId } = facts;
  const request = requestOf(root, facts);
  const exec = checksOf(root, operationId, answers, createdVariableOf(requestable, operations));
  return {
    id: stableId(operationId),
    name: textOf(at(operation, "summary")),
    event: [{ listen: "test", script: { id: stableId(`${operationId} test`), type: "text/javascript", exec } }],
    request,
    response: savedResponsesOf(operationId, request, answers),
  };
};

const folder = (name: string, description: string, item: readonly object[]): readonly object[] =>
  item.length === 0 ? [] : [{ id: stableId(`folder ${name}`), name, description, item }];

const tagOf = ({ operation }: Requestable): unknown => at(operation, "tags", 0).value;

/** A folder for each tag; what deletes comes last, the longest path first, so that a run of all finds what it needs. */
const foldersOf = (root: Place, requestables: readonly Requestable[], operations: readonly OperationFacts[]) => {
  const items = (chosen: readonly Requestable[]) => chosen.map((requestable) => itemOf(root, requestable, operations));
  const deleting = requestables.filter(({ facts }) => facts.method === "delete");
  const byTag = itemsOf(at(root, "tags")).flatMap((tag) => {
    const name = textOf(at(tag, "name"));
    const chosen = requestables.filter((requestable) => tagOf(requestable) === name && !deleting.includes(requestable));
    const creatingFirst = [
      ...chosen.filter(({ facts }) => ["post", "put"].includes(facts.method)),
      ...chosen.filter(({ facts }) => !["post", "put"].includes(facts.method)),
    ];
    return folder(name, textOf(at(tag, "description")), items(creatingFirst));
  });
  const deepestFirst = deleting.toSorted((one, other) => other.facts.path.length - one.facts.path.length);
  return [
    ...byTag,
    ...folder("Deleting", "Last, so that a run of the whole collection tidies up.", items(deepestFirst)),
  ];
};

/**
 * The contract as a Postman collection (format 2.1), whose tests hold answers to the contract. Its ids are the same each time.
 */
export const postmanCollection = (root: Place, { operations }: ContractFacts): unknown => {
  const requestables = operations
    .map((facts) => {
      const operation = at(root, "paths", facts.path, facts.method);
      return { facts, operation, answers: answersOf(root, operation) };
    })
    .filter(({ answers }) => !answers.some(isEndless));
  const variables = new Map(requestables.flatMap(({ operation }) => pathVariablesOf(root, operation)));
  return {
    info: {
      _postman_id: stableId("collection"),
      name: textOf(at(root, "info", "title")),
      description: `${introduction}\n\n${textOf(at(root, "info", "description"))}`,
      version: textOf(at(root, "info", "version")),
      schema: "https://schema.getpostman.com/json/collection/v2.1.0/collection.json",
    },
    auth: { type: "bearer", bearer: [{ key: "token", value: "{{apiKey}}", type: "string" }] },
    variable: [
      { key: "baseUrl", value: "http://localhost:5000" },
      { key: "apiKey", value: "" },
      ...[...variables].map(([key, value]) => ({ key, value })),
    ],
    item: foldersOf(root, requestables, operations),
  };
};
