/** What every service answers about itself, whatever its contract: where the contract declares such a path itself, that counts. */
import type { ContractDocument, OperationObject, ResponseObject } from "../contract/document.ts";
import { coreOperations } from "./operations.ts";

/** The security scheme of what operators ask: an API key as a bearer token. */
export const operatorScheme = "core:apiKey";

/** Names that no contract's own operations have. */
const idOf = (name: string): string => `core:${name}`;

const ok = (mediaType: string, more: object = {}): ResponseObject => ({
  description: "As the core has it.",
  headers: { "Cache-Control": { schema: {} } },
  content: { [mediaType]: { schema: {}, ...more } },
});

const operation = (
  name: keyof typeof coreOperations,
  response: ResponseObject,
  more: object = {},
): OperationObject => ({
  operationId: idOf(name),
  security: [],
  responses: { "200": response, "304": {} },
  ...more,
});

const unlimited = { "x-rate-limit": [] };
const file = { name: "file", in: "path", required: true, schema: { type: "string" } } as const;

const paths: ContractDocument["paths"] = {
  "/livez": { get: operation("getLiveness", ok("application/json"), unlimited) },
  "/readyz": { get: operation("getReadiness", ok("application/json"), unlimited) },
  "/metrics": {
    get: operation("getMetrics", ok("text/plain", { "x-content-type": "text/plain; version=0.0.4; charset=utf-8" }), {
      security: [{ [operatorScheme]: ["metrics:read"] }],
      "x-credential-memory": 600,
    }),
  },
  "/openapi.json": { get: operation("getContract", ok("application/json")) },
  "/openapi.yaml": { get: operation("getContractYaml", ok("application/yaml")) },
  "/docs": { get: operation("getDocumentation", ok("text/html")) },
  "/docs/assets/{file}": {
    get: operation("getDocumentationScript", ok("text/javascript"), { parameters: [file] }),
  },
  "/": { get: operation("getHome", ok("text/html")) },
};

/** A contract, and beside it the operations of the core that it does not declare; with the handlers of these. */
export const withServiceOperations = (
  contract: ContractDocument,
): { readonly contract: ContractDocument; readonly handlers: Partial<typeof coreOperations> } => {
  const added = Object.entries(paths).filter(([path]) => !Object.hasOwn(contract.paths, path));
  const names = Object.entries(coreOperations).map(([name, handler]) => [idOf(name), handler] as const);
  const ids = new Set(added.map(([, item]) => item.get?.operationId));
  return {
    contract: { ...contract, paths: { ...contract.paths, ...Object.fromEntries(added) } },
    handlers: Object.fromEntries(names.filter(([id]) => ids.has(id))),
  };
};
