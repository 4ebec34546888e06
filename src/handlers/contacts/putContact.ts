import { notFound, problem } from "../../contract/problem.ts";
import type { Needs } from "../dependencies.ts";
import type { Input, Reply } from "../handler.ts";

export const putContact = async (
  { params, body, caller }: Input<"putContact">,
  { contacts, writer }: Needs<"contacts" | "writer">,
): Reply<"putContact"> => {
  const contact = { userId: params.userId, ...body };
  const headers = { "Cache-Control": "no-store" } as const;
  switch (await writer.run("putContact", contacts.seal(contact), caller)) {
    case "created":
      return { status: 201, body: contact, headers: { ...headers, Location: `/api/users/${params.userId}/contact` } };
    case "replaced":
      return { status: 200, body: contact, headers };
    case "taken":
      return problem("email-taken", "The e-mail address belongs to another user.");
    case "nobody":
      return notFound("user", params.userId);
  }
};
