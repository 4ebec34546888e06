const bearer = /^bearer +([^ ]+) *$/i;

/** The token of an `Authorization: Bearer …` (RFC 6750); undefined for everything else. */
export const bearerTokenOf = (authorization: string | undefined): string | undefined =>
  bearer.exec(authorization ?? "")?.[1];
