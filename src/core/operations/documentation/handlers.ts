/** The documents that a service serves about itself. */
import { notFound } from "../../contract/problem.ts";
import type { CoreParts } from "../parts.ts";

interface Input {
  readonly prefix: string;
}

type Needs = Pick<CoreParts, "documents">;

/** The contract as JSON. */
export const getContract = async ({ prefix }: Input, { documents }: Needs) => ({
  status: 200 as const,
  ...documents.contractJson(prefix),
});

/** The same as OpenAPI 3.0. */
export const getContract30 = async ({ prefix }: Input, { documents }: Needs) => ({
  status: 200 as const,
  ...documents.contractJson30(prefix),
});

/** The contract as it was written. */
export const getContractYaml = async ({ prefix }: Input, { documents }: Needs) => ({
  status: 200 as const,
  ...documents.contractYaml(prefix),
});

/** The documentation page. */
export const getDocumentation = async ({ prefix }: Input, { documents }: Needs) => ({
  status: 200 as const,
  ...documents.page(prefix),
});

/** The script of the documentation page. */
export const getDocumentationScript = async (
  { params }: { readonly params: { readonly file: string } },
  { documents }: Needs,
) => {
  const { file, bytes } = documents.script();
  if (params.file !== file) return notFound("file", params.file);
  return {
    status: 200 as const,
    body: bytes,
    headers: { "Cache-Control": "public, max-age=31536000, immutable" as const },
  };
};
