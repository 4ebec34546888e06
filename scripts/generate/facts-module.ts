import { type ContractFacts, isSecured } from "./contract-facts.ts";

const text = (value: string): string => JSON.stringify(value);

const union = (values: readonly string[]): string => (values.length === 0 ? "never" : values.map(text).join(" | "));

/**
 * The source of `generated/contract.ts`: what openapi-typescript does not give — the registry of problem types, which
 * operations need a credential, which query parameters have a default, and the scopes.
 */
export const factsModule = ({ operations, problemTypes, scopes }: ContractFacts): string => {
  const problems = problemTypes.map(
    ({ slug, status, title }) => `  ${text(slug)}: { status: ${status}, title: ${text(title)} },\n`,
  );
  const secured = operations.filter(isSecured).map(({ operationId }) => `\n  | ${text(operationId)}`);
  const defaulted = operations
    .filter(({ defaultedQuery }) => defaultedQuery.length > 0)
    .map(({ operationId, defaultedQuery }) => `  readonly ${operationId}: ${union(defaultedQuery)};\n`);
  const scopeLines = [...scopes].map(([scope, description]) => `  ${text(scope)}: ${text(description)},\n`);

  return `// Made by \`npm run generate\` from openapi.yaml; do not edit.

/** The registry of problem types: the last part of a problem's \`type\`, with its status and its title. */
export const problemTypes = {
${problems.join("")}} as const;

/** The operations, without those that others are asked for: webhooks and callbacks. */
export type OperationId =${operations.map(({ operationId }) => `\n  | ${text(operationId)}`).join("") || " never"};

/** The operations that need a credential. */
export type SecuredOperation =${secured.length === 0 ? " never" : secured.join("")};

/** The query parameters that have a default, by operation; an operation without one is absent. */
export interface DefaultedQuery {
${defaulted.join("")}}

/** The scopes that a credential may carry, and what each allows. */
export const scopes = {
${scopeLines.join("")}} as const;

/** A scope that a credential may carry. */
export type Scope = keyof typeof scopes;
`;
};
