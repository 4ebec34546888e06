import createClient, { type Client } from "openapi-fetch";
import { fetchWithRetries } from "./retries.ts";
import type { paths } from "./roster.ts";

export type Roster = Client<paths>;

/** A client of the Roster at this address. Without a key, it may read what is open to everybody. */
export const createRoster = (baseUrl: string, key?: string, fetch = fetchWithRetries): Roster =>
  createClient<paths>({ baseUrl, fetch, headers: key === undefined ? {} : { Authorization: `Bearer ${key}` } });
