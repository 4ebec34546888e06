import type { Needs } from "../dependencies.ts";
import type { Input, Reply } from "../handler.ts";

export const getDocumentationScript = async (
  _: Input<"getDocumentationScript">,
  { documents }: Needs<"documents">,
): Reply<"getDocumentationScript"> => ({
  status: 200,
  body: documents.script(),
  headers: { "Cache-Control": "public, max-age=3600" },
});
