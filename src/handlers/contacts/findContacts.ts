import type { Needs } from "../dependencies.ts";
import type { Input, Reply } from "../handler.ts";

export const findContacts = async (
  { query }: Input<"findContacts">,
  { contacts }: Needs<"contacts">,
): Reply<"findContacts"> => {
  const contact = await contacts.findByEmail(query.email);
  return { status: 200, body: contact ? [contact] : [], headers: { "Cache-Control": "no-store" } };
};
