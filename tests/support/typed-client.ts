import { createRoster, type Roster } from "../clients/typescript/client.ts";
import { checkResponse, type TestRoster } from "./roster.ts";

/** The typed client of `docs/clients.md` for a test's Roster; it fails when an answer does not fit the contract. */
export const typedClient = ({ address, config }: TestRoster, key?: string): Roster =>
  createRoster(address, key, async (request) => {
    const response = await fetch(request);
    const { pathname, search } = new URL(request.url);
    checkResponse({
      method: request.method,
      path: `${pathname}${search}`,
      status: response.status,
      headers: response.headers,
      text: await response.clone().text(),
      unlimited: config.rateLimit === "off",
    });
    return response;
  });
