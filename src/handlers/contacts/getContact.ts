import { notFound } from "../../contract/problem.ts";
import type { Needs } from "../dependencies.ts";
import type { Input, Reply } from "../handler.ts";

export const getContact = async (
  { params }: Input<"getContact">,
  { contacts }: Needs<"contacts">,
): Reply<"getContact"> => {
  const contact = await contacts.find(params.userId);
  if (contact === undefined) return notFound("contact of user", params.userId);
  return { status: 200, body: contact, headers: { "Cache-Control": "no-store" } };
};
