import type { Input, Reply } from "../handler.ts";
import { contentSecurityPolicy, page } from "./page.ts";

export const getHome = async (_: Input<"getHome">): Reply<"getHome"> => ({
  status: 200,
  body: page,
  headers: { "Content-Security-Policy": contentSecurityPolicy },
});
