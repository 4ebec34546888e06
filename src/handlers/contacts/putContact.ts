import { conditionOf, entityTagOf, notFound, preconditionFailed } from "#core";
import { problem } from "../../directory/problems.ts";
import { entityOfSealed } from "../../directory/sealing/contact-seal.ts";
import type { Needs } from "../dependencies.ts";
import type { Input, Reply } from "../handler.ts";

export const putContact = async (
  { params, headers, body, caller }: Input<"putContact">,
  { contacts, writer }: Needs<"contacts" | "writer">,
): Reply<"putContact"> => {
  const contact = { userId: params.userId, ...body };
  const sealed = contacts.seal(contact);
  const sameAs = await contacts.findSame(contact);
  const answered = { ETag: entityTagOf(entityOfSealed(sealed)), "Cache-Control": "no-store" } as const;
  switch (
    await writer.run(
      "putContact",
      { ...sealed, ...(sameAs !== undefined && { sameAs }), ...conditionOf(headers) },
      caller,
    )
  ) {
    case "created":
      return { status: 201, body: contact, headers: { ...answered, Location: `/api/users/${params.userId}/contact` } };
    case "replaced":
      return { status: 200, body: contact, headers: answered };
    case "unchanged":
      return { status: 200, body: contact, headers: { ...answered, ETag: entityTagOf(sameAs) } };
    case "taken":
      return problem("email-taken", "The e-mail address belongs to another user.");
    case "nobody":
      return notFound("user", params.userId);
    case "stale":
      return preconditionFailed();
  }
};
