import type { Needs } from "../../../handlers/dependencies.ts";
import type { Input, Reply } from "../../../handlers/handler.ts";
import { notFound } from "../../contract/problem.ts";

export const getDocumentationScript = async (
  { params }: Input<"getDocumentationScript">,
  { documents }: Needs<"documents">,
): Reply<"getDocumentationScript"> => {
  const { file, bytes } = documents.script();
  if (params.file !== file) return notFound("file", params.file);
  return { status: 200, body: bytes, headers: { "Cache-Control": "public, max-age=31536000, immutable" } };
};
