/** The documents that Roster serves about itself. */
import { readFileSync } from "node:fs";
import { type ContractDocument, readContract } from "../../contract/document.ts";
import { adaptRedoc } from "./redoc.ts";

/** Read at the start, but for Redoc; what takes more memory than its file is made when somebody asks. */
export interface Documents {
  readonly contract: ContractDocument;
  /** OpenAPI 3.0.3. */
  readonly contract30: () => ContractDocument;
  readonly contractYaml: Buffer;
  /** Redoc, as the documentation loads it. */
  readonly script: () => Buffer;
}

// A byte a character: as UTF-8, the bundle would be a text of twice the size, and each adaptation another.
const readText = (location: URL): string => readFileSync(location, "latin1");

const readScript = (): Buffer => {
  const bundle = new URL(import.meta.resolve("redoc/bundles/redoc.standalone.js"));
  const licences = new URL("redoc.standalone.js.LICENSE.txt", bundle);
  return Buffer.from(adaptRedoc(readText(bundle), readText(licences)), "latin1");
};

const once = <Document>(read: () => Document): (() => Document) => {
  let known: { readonly document: Document } | undefined;
  return () => {
    known ??= { document: read() };
    return known.document;
  };
};

/** Reads the documents. `root` is the folder of `openapi.yaml`. Throws when one is missing. */
export const readDocuments = (root: URL): Documents => {
  const contract30 = readFileSync(new URL("generated/openapi-3.0.json", root));
  return {
    contract: readContract(new URL("generated/openapi.json", root)),
    contract30: once(() => JSON.parse(contract30.toString())),
    contractYaml: readFileSync(new URL("openapi.yaml", root)),
    script: once(readScript),
  };
};
