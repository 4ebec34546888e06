/** One change of the contract as Redocly tells it, and what it is a change of. */
import { at, entriesOf, type Path, type Place, pathOfPointer } from "../generate/place.ts";
import type { Impact } from "./version.ts";

/** A change in the report of `redocly diff --format=json`. */
export interface RawChange {
  readonly path: string;
  /** What Redocly takes it for, such as `Schema` or `Parameter`. */
  readonly typeName: string;
  readonly kind: "added" | "removed" | "modified";
  readonly impact: Impact;
  readonly verdicts: readonly { readonly message: string }[];
  readonly property?: string;
  readonly base?: RawSide;
  readonly revision?: RawSide;
}

interface RawSide {
  readonly pointer: string;
  readonly value?: unknown;
}

/** Whom a change concerns. */
export type Audience = "send" | "read" | "call" | "generate";

/** Where a change is, for people. */
export interface Subject {
  /** The operationId, or a word for what belongs to no operation. */
  readonly operation: string;
  /** What of the operation; empty for the operation itself. */
  readonly part: string;
  readonly audience: Audience;
}

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/** The field that a path within a schema leads to, as a pointer; a star stands for every item. */
const fieldOf = ([step, ...rest]: Path): string => {
  if (step === undefined) return "";
  const [name, ...inner] = rest;
  if (step === "properties" && name !== undefined) return `/${name}${fieldOf(inner)}`;
  const isEvery = (step === "items" || step === "additionalProperties") && name !== undefined;
  return `${isEvery ? "/*" : ""}${fieldOf(rest)}`;
};

const withField = (part: string, path: Path): string => `${part} ${fieldOf(path)}`.trimEnd();

const partOf = (operation: Place, [section, ...rest]: Path): Pick<Subject, "part" | "audience"> => {
  if (section === "parameters") {
    const parameter = at(operation, "parameters", ...rest.slice(0, 1)).value as
      | { in?: string; name?: string }
      | undefined;
    const part = parameter?.name === undefined ? "parameters" : `${parameter.in} parameter ${parameter.name}`;
    return { part: withField(part, rest.slice(2)), audience: "send" };
  }
  if (section === "requestBody") return { part: withField("request body", rest.slice(2)), audience: "send" };
  if (section === "responses") {
    const [status, kind, name, ...inner] = rest;
    if (kind === "headers" && name !== undefined) return { part: `header ${name} of ${status}`, audience: "read" };
    if (kind === undefined) return { part: status === undefined ? "answers" : `answer ${status}`, audience: "read" };
    return { part: withField(`body of ${status}`, inner), audience: "read" };
  }
  return { part: section === "security" ? "credentials" : "", audience: "call" };
};

const operationIdOf = (operation: Place, otherwise: string): string => {
  const { operationId } = (operation.value ?? {}) as { operationId?: string };
  return operationId ?? otherwise;
};

const operationsAt = (root: Place, address: string): string =>
  entriesOf(at(root, "paths", address))
    .filter(([method]) => methods.includes(method))
    .map(([method, operation]) => operationIdOf(operation, `${method.toUpperCase()} ${address}`))
    .join(", ") || address;

/** What a place of the document belongs to. */
const subjectOf = (root: Place, [section, name, method, ...rest]: Path): Subject => {
  if (section !== "paths" || name === undefined) {
    const part = section === "components" ? `${name ?? section} ${method ?? ""}` : String(section ?? "");
    return { operation: "every operation", part: part.trim(), audience: "call" };
  }
  const address = String(name);
  if (method === undefined || !methods.includes(String(method))) {
    return { operation: operationsAt(root, address), part: "", audience: "call" };
  }
  const operation = at(root, "paths", address, method);
  const operationId = operationIdOf(operation, `${String(method).toUpperCase()} ${address}`);
  return { operation: operationId, ...partOf(operation, rest) };
};

/** The subject of a change: in the released contract when it is gone from there, otherwise in that of now. */
export const subjectOfChange = (change: RawChange, base: Place, revision: Place): Subject => {
  const side = change.kind === "removed" ? change.base : (change.revision ?? change.base);
  const root = side === change.base ? base : revision;
  return subjectOf(root, pathOfPointer(side?.pointer ?? change.path));
};
