import type { Input, Reply } from "../handler.ts";
import { page, pageHeaders } from "./page.ts";

export const getHome = async (_: Input<"getHome">): Reply<"getHome"> => ({
  status: 200,
  body: page,
  headers: pageHeaders,
});
