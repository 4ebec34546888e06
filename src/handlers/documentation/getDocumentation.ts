import type { Input, Reply } from "../handler.ts";
import { page, pageHeaders } from "./page.ts";

export const getDocumentation = async (_: Input<"getDocumentation">): Reply<"getDocumentation"> => ({
  status: 200,
  body: page,
  headers: pageHeaders,
});
