/** The documents that Roster serves about itself, read once at the start. */
import { readFileSync } from "node:fs";
import { type ContractDocument, readContract } from "../../contract/document.ts";
import { adaptRedoc } from "./redoc.ts";

export interface Documents {
  readonly contract: ContractDocument;
  /** OpenAPI 3.0.3. */
  readonly contract30: ContractDocument;
  readonly contractYaml: Buffer;
  /** Redoc, as the documentation loads it. */
  readonly script: Buffer;
}

const readText = (location: URL): string => readFileSync(location, "utf8");

const readScript = (): Buffer => {
  const bundle = new URL(import.meta.resolve("redoc/bundles/redoc.standalone.js"));
  return Buffer.from(adaptRedoc(readText(bundle), readText(new URL("redoc.standalone.js.LICENSE.txt", bundle))));
};

/** Reads the documents. `root` is the folder of `openapi.yaml`. Throws when one is missing or is not what it should be. */
export const readDocuments = (root: URL): Documents => ({
  contract: readContract(new URL("generated/openapi.json", root)),
  contract30: readContract(new URL("generated/openapi-3.0.json", root)),
  contractYaml: readFileSync(new URL("openapi.yaml", root)),
  script: readScript(),
});
