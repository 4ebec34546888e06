import { entityTagOf, notFound } from "#core";
import type { Needs } from "../dependencies.ts";
import type { Input, Reply } from "../handler.ts";

export const getContact = async (
  { params }: Input<"getContact">,
  { contacts }: Needs<"contacts">,
): Reply<"getContact"> => {
  const found = await contacts.findWithEntity(params.userId);
  if (found === undefined) return notFound("contact of user", params.userId);
  const headers = { ETag: entityTagOf(found.entity), "Cache-Control": "no-store" } as const;
  return { status: 200, body: found.contact, headers };
};
