/** The tests of a request, in the language of Postman: that the answer is one that the contract declares for a success. */
import type { Place } from "../place.ts";
import { type Answer, isSuccess } from "./answers.ts";
import { inlinedSchema } from "./inlined-schema.ts";

const json = (value: unknown): string => JSON.stringify(value);

const expectationOf = (root: Place, { mediaType, headers, schema }: Answer): object => ({
  ...(mediaType && { mediaType }),
  headers: headers.map(([name]) => name),
  ...(mediaType?.endsWith("json") && schema && { schema: inlinedSchema(root, schema) }),
});

const keeping = (variable: string): string =>
  `if (expected) pm.collectionVariables.set(${json(variable)}, pm.response.headers.get("Location").split("/").pop());`;

/** Lines of a script that runs when the answer is there. `createdVariable` takes the id of what was created. */
export const checksOf = (
  root: Place,
  operationId: string,
  answers: readonly Answer[],
  createdVariable: string | undefined,
): readonly string[] => {
  const expected = answers.filter(isSuccess).map((answer) => [answer.status, expectationOf(root, answer)] as const);
  const statuses = expected.map(([status]) => status).join(" or ");
  return [
    `const expected = ${json(Object.fromEntries(expected))}[pm.response.code];`,
    `pm.test(${json(`${operationId} answers ${statuses}`)}, () => pm.expect(expected, pm.response.text()).to.be.an("object"));`,
    "if (expected?.mediaType) {",
    '  pm.test("its media type is " + expected.mediaType, () => {',
    '    pm.expect(pm.response.headers.get("Content-Type").split(";")[0]).to.equal(expected.mediaType);',
    "  });",
    "}",
    "for (const name of expected?.headers ?? []) {",
    '  pm.test("it has the header " + name, () => pm.response.to.have.header(name));',
    "}",
    "if (expected?.schema) {",
    '  pm.test("its body fits the contract", () => pm.response.to.have.jsonSchema(expected.schema));',
    "}",
    ...(createdVariable === undefined ? [] : [keeping(createdVariable)]),
  ];
};
