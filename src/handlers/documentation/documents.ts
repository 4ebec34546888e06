/** The documents that Roster serves about itself, read once at the start. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { ContractDocument } from "../../contract/document.ts";

export interface Documents {
  readonly contract: ContractDocument;
  /** OpenAPI 3.0.3. */
  readonly contract30: ContractDocument;
  readonly contractYaml: Buffer;
  /** Redoc, as its package ships it. */
  readonly script: Buffer;
}

const read = (location: URL | string): Buffer => readFileSync(location);
const json = (location: URL): ContractDocument => JSON.parse(read(location).toString("utf8"));

/** Reads the documents. `root` is the folder of `openapi.yaml`. Throws when one is missing. */
export const readDocuments = (root: URL): Documents => ({
  contract: json(new URL("generated/openapi.json", root)),
  contract30: json(new URL("generated/openapi-3.0.json", root)),
  contractYaml: read(new URL("openapi.yaml", root)),
  script: read(fileURLToPath(import.meta.resolve("redoc/bundles/redoc.standalone.js"))),
});
