import { notFound } from "../../contract/problem.ts";
import { answerRead } from "../conditions.ts";
import type { Needs } from "../dependencies.ts";
import type { Input, Reply } from "../handler.ts";

export const getContact = async (
  { params, headers }: Input<"getContact">,
  { contacts }: Needs<"contacts">,
): Reply<"getContact"> => {
  const found = await contacts.findWithEntity(params.userId);
  if (found === undefined) return notFound("contact of user", params.userId);
  return answerRead(headers, found.contact, { "Cache-Control": "no-store" } as const, found.entity);
};
