/** The documents that Roster serves about itself. */
import { readFileSync } from "node:fs";
import { LRUCache } from "lru-cache";
import { type ContractDocument, readContract } from "../../contract/document.ts";
import { basePathOf } from "../../contract/normal-form.ts";
import { copyable } from "../../resource/conditions.ts";
import { revisionOf } from "../../store/revision.ts";
import { renderServedPage, servedPolicy } from "./page.ts";
import { adaptRedoc } from "./redoc.ts";

/** A document as it is served, which is the same until the process ends. */
interface Served<Body, Headers = unknown> {
  readonly body: Body;
  readonly headers: ReturnType<typeof copyable> & Headers;
}

/** Redoc, as the documentation loads it. The name of its file is another one when its content is. */
export interface Script {
  readonly file: string;
  readonly bytes: Buffer;
}

/** A document by the public path prefix of Roster, empty where it has none. */
type ByPrefix<Body, Headers = unknown> = (prefix: string) => Served<Body, Headers>;

/** The contract is read at the start; what takes more memory than its file is built when it is requested first. */
export interface Documents {
  readonly contract: ContractDocument;
  readonly contractJson: ByPrefix<ContractDocument>;
  /** OpenAPI 3.0.3. */
  readonly contractJson30: ByPrefix<ContractDocument>;
  readonly contractYaml: ByPrefix<string>;
  readonly page: ByPrefix<string, { readonly "Content-Security-Policy": string }>;
  readonly script: () => Script;
}

// A byte a character: as UTF-8, the bundle would be a text of twice the size, and each adaptation another.
const readText = (location: URL): string => readFileSync(location, "latin1");

const readScript = (): Script => {
  const bundle = new URL(import.meta.resolve("redoc/bundles/redoc.standalone.js"));
  const licences = new URL("redoc.standalone.js.LICENSE.txt", bundle);
  const text = adaptRedoc(readText(bundle), readText(licences));
  return { file: `redoc-${revisionOf(text)}.js`, bytes: Buffer.from(text, "latin1") };
};

const once = <Document>(read: () => Document): (() => Document) => {
  let known: { readonly document: Document } | undefined;
  return () => {
    known ??= { document: read() };
    return known.document;
  };
};

/** Proxies that are trusted say the prefix, of which there are one or two. */
const prefixesLimit = 8;

const byPrefix = <Body extends string | ContractDocument, Headers>(
  build: (prefix: string) => Body,
  headers: Headers,
): ByPrefix<Body, Headers> => {
  const known = new LRUCache<string, Served<Body, Headers>>({
    max: prefixesLimit,
    memoMethod: (prefix) => {
      const body = build(prefix);
      return { body, headers: { ...copyable(body), ...headers } };
    },
  });
  return (prefix) => known.memo(prefix);
};

/** The contract whose only server is the one that serves it, under this prefix. */
const servedUnder = (contract: ContractDocument, prefix: string): ContractDocument => {
  const [first] = contract.servers ?? [];
  if (prefix === "" && contract.servers?.length === 1 && first?.url === "/") return contract;
  const description = first?.description ?? "The service that serves this document.";
  return { ...contract, servers: [{ url: `${prefix}${basePathOf(contract)}` || "/", description }] };
};

const serverInYaml = /^(servers:\n {2}- url: )\/$/m;

/** Reads the documents. `root` is the folder of `openapi.yaml`. Throws when one is missing. */
export const readDocuments = (root: URL): Documents => {
  const read = (path: string): string => readFileSync(new URL(path, root), "utf8");
  const contract = readContract(new URL("generated/openapi.json", root));
  const yaml = read("openapi.yaml");
  const json30 = once(() => read("generated/openapi-3.0.json"));
  const script = once(readScript);
  return {
    contract,
    contractJson: byPrefix((prefix) => servedUnder(contract, prefix), {}),
    contractJson30: byPrefix((prefix) => servedUnder(JSON.parse(json30()), prefix), {}),
    contractYaml: byPrefix((prefix) => (prefix === "" ? yaml : yaml.replace(serverInYaml, `$1${prefix}`)), {}),
    page: byPrefix((prefix) => renderServedPage(contract.info.title, prefix, script().file), {
      "Content-Security-Policy": servedPolicy,
    }),
    script,
  };
};
