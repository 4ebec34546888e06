import type { Needs } from "../dependencies.ts";
import type { Input, Reply } from "../handler.ts";
import { servedPolicy } from "./page.ts";

export const getHome = async ({ prefix }: Input<"getHome">, { documents }: Needs<"documents">): Reply<"getHome"> => {
  const { body, headers } = documents.page(prefix);
  return { status: 200, body, headers: { ...headers, "Content-Security-Policy": servedPolicy } };
};
