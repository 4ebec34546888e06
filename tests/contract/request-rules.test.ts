import { describe, expect, it } from "vitest";
import { app } from "../../src/app.ts";
import type { ContractDocument } from "../../src/core/contract/document.ts";
import { type Operation, operationsOf } from "../../src/core/contract/operations.ts";
import { createRequestValidator, type RequestValidation } from "../../src/core/contract/request-validator.ts";
import { createSchemaCompiler } from "../../src/core/contract/schema-compiler.ts";
import { contract } from "../support/roster.ts";
import { boundMutations } from "./bound-mutations.ts";
import { rules } from "./request-rules.ts";
import type { Rule } from "./rule.ts";

type Judge = (rule: Rule) => RequestValidation;

const decoded = (params: Readonly<Record<string, string>> = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(params).map(([name, text]) => [name, decodeURIComponent(text)]));

/** What a contract says of a request, by the validators that serve it. */
const judgeOf = (document: ContractDocument): Judge => {
  const compile = createSchemaCompiler(document, app.formats);
  const validators = new Map(
    operationsOf(document).map((operation) => [
      operation.operationId,
      createRequestValidator(document, operation, compile),
    ]),
  );
  const mediaTypes = new Map(
    operationsOf(document).map(({ operationId, requestBody }: Operation) => [
      operationId,
      Object.keys(requestBody?.content ?? {})[0],
    ]),
  );
  return ({ operationId, params, query = "", headers = {}, body }) => {
    const validate = validators.get(operationId);
    if (validate === undefined) throw new Error(`The contract has no operation ${operationId}.`);
    const mediaType = body === undefined ? undefined : mediaTypes.get(operationId);
    // A copy: the validator fills in defaults.
    return validate({ params: decoded(params), query, headers, mediaType, body: structuredClone(body) });
  };
};

/** Whether the answer to a request is the one that the rule states. */
const holds = ({ wrong }: Rule, result: RequestValidation): boolean =>
  wrong === undefined
    ? result.valid
    : !result.valid &&
      result.errors.length === 1 &&
      Object.entries({ ...wrong.place, code: wrong.code }).every(
        ([name, value]) => (result.errors[0] as unknown as Record<string, unknown>)[name] === value,
      );

describe("a request", () => {
  const judge = judgeOf(contract);
  it.each(rules)("$operationId: $rule", (rule) => {
    const result = judge(rule);
    expect(holds(rule, result), JSON.stringify(result)).toBe(true);
  });
});

describe("a bound that changes in the contract is noticed", () => {
  it.each(boundMutations(contract, new Set(rules.map(({ operationId }) => operationId))))("$name", ({ mutated }) => {
    const judge = judgeOf(mutated);
    expect(rules.filter((rule) => !holds(rule, judge(rule)))).not.toEqual([]);
  });
});
