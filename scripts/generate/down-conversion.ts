import { Converter } from "@apiture/openapi-down-convert";
import type { OperationFacts, Requirement } from "./contract-facts.ts";
import { at, type Place } from "./place.ts";

type Json = Record<string, unknown>;

const isJson = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);

/** Applies the change to every object in the document, inner ones first. */
const eachObject = (value: unknown, change: (object: Json) => void): void => {
  if (typeof value !== "object" || value === null) return;
  for (const inner of Object.values(value)) eachObject(inner, change);
  if (isJson(value)) change(value);
};

/** In 3.0 an exclusive bound is a flag beside the bound. */
const flagExclusiveBounds = (object: Json): void => {
  for (const bound of ["minimum", "maximum"]) {
    const exclusive = bound === "minimum" ? "exclusiveMinimum" : "exclusiveMaximum";
    if (typeof object[exclusive] !== "number") continue;
    object[bound] = object[exclusive];
    object[exclusive] = true;
  }
};

const inWords = ({ scheme, scopes }: Requirement): string =>
  scopes.length === 0 ? `\`${scheme}\`` : `\`${scheme}\` with ${scopes.map((scope) => `\`${scope}\``).join(" and ")}`;

const securitySentence = (security: OperationFacts["security"]): string =>
  `Needs ${security.map((together) => together.map(inWords).join(" and ") || "no credential").join(", or ")}.`;

/** Only OAuth 2 and OpenID Connect may name scopes in 3.0; for every other scheme they are said in words. */
const sayScopes = (document: Json, operations: readonly OperationFacts[]): void => {
  const root: Place = { value: document, path: [] };
  const takesScopes = (scheme: string): boolean =>
    ["oauth2", "openIdConnect"].includes(String(at(root, "components", "securitySchemes", scheme, "type").value));
  for (const { path, method, security } of operations) {
    const operation = at(root, "paths", path, method).value;
    if (!isJson(operation)) continue;
    if (!security.flat().some(({ scheme, scopes }) => scopes.length > 0 && !takesScopes(scheme))) continue;
    const description = typeof operation.description === "string" ? `${operation.description.trimEnd()}\n\n` : "";
    operation.description = `${description}${securitySentence(security)}\n`;
    operation.security = security.map((together) =>
      Object.fromEntries(together.map(({ scheme, scopes }) => [scheme, takesScopes(scheme) ? scopes : []])),
    );
  }
};

/** The license of a contract is an SPDX identifier, which 3.0 does not have; its address says the same. */
const addressLicense = (document: Json, root: Place): void => {
  const { license } = isJson(document.info) ? document.info : {};
  const identifier = at(root, "info", "license", "identifier").value;
  if (isJson(license) && typeof identifier === "string") license.url = `https://spdx.org/licenses/${identifier}.html`;
};

/** The JSON alone of bodies that may be sent as something else too: some generators take one media type, and no second. */
const keepOneMediaType = (document: Json): void => {
  const requestBodies = at({ value: document, path: [] }, "components", "requestBodies").value;
  for (const body of isJson(requestBodies) ? Object.values(requestBodies) : []) {
    if (!isJson(body) || !isJson(body.content) || !("application/json" in body.content)) continue;
    body.content = { "application/json": body.content["application/json"] };
  }
};

/**
 * The contract as OpenAPI 3.0.3, for tools that stop there. Mends what the converter leaves: `jsonSchemaDialect`,
 * `info.summary`, the license's identifier, `components.pathItems`, numeric exclusive bounds, and the scopes of schemes
 * that may have none in 3.0, which move into the descriptions of the operations. Of the media types of a request body,
 * JSON stays. Extensions (`x-…`) stay.
 */
export const downConvert = (root: Place, operations: readonly OperationFacts[]): unknown => {
  const document = new Converter(root.value as object).convert() as Json;
  delete document.jsonSchemaDialect;
  if (isJson(document.info)) delete document.info.summary;
  if (isJson(document.components)) delete document.components.pathItems;
  addressLicense(document, root);
  eachObject(document, flagExclusiveBounds);
  sayScopes(document, operations);
  keepOneMediaType(document);
  return document;
};
