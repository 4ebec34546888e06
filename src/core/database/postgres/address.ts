import { readFileSync } from "node:fs";
import { DatabaseError } from "../database-error.ts";

/** How a connection is encrypted, in the terms of `node:tls`. */
export interface PostgresTls {
  readonly rejectUnauthorized: boolean;
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  /** Absent: the certificate must be for the host, which is what `node:tls` sees to by itself. */
  readonly checkServerIdentity?: () => undefined;
}

/** Where a PostgreSQL database is, and as whom it is used. */
export interface PostgresAddress {
  /** A name, an address, or the directory of a Unix socket. */
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string | undefined;
  readonly tls: PostgresTls | false;
  readonly applicationName: string;
  /** For messages: host and database, and nothing that is secret. */
  readonly name: string;
}

const parameters = ["host", "sslmode", "sslrootcert", "sslcert", "sslkey", "application_name"];
const modes = ["disable", "require", "verify-ca", "verify-full"];
const shape = "postgres://user:password@host:5432/database";

const refuse = (reason: string): never => {
  throw new DatabaseError(`The database URL ${reason}`);
};

/**
 * Reads a `postgres:` URL. `sslmode` is what it is for libpq, without the modes that fall back to no encryption: `require`
 * encrypts, and trusts whoever answers unless `sslrootcert` says whom to; `verify-ca` takes a certificate that `sslrootcert`
 * has signed; `verify-full` one that also names the host.
 * @throws DatabaseError that repeats nothing of the URL but names of parameters, hosts and files
 */
export const parsePostgresUrl = (databaseUrl: string): PostgresAddress => {
  const url = URL.canParse(databaseUrl) ? new URL(databaseUrl) : refuse(`is not well-formed: write ${shape}`);
  const query = url.searchParams;
  for (const name of new Set(query.keys())) {
    if (!parameters.includes(name)) refuse(`takes no ${name}; there are ${parameters.join(", ")}`);
    if (query.getAll(name).length > 1) refuse(`has ${name} more than once`);
  }
  const [user, password, database] = [url.username, url.password, url.pathname.slice(1)].map(decoded);
  if (!user) return refuse(`names no user: write ${shape}`);
  if (!database) return refuse(`names no database: write ${shape}`);
  const host = query.get("host") ?? (url.hostname.replace(/^\[(.*)\]$/, "$1") || "localhost");
  if (host.includes(",")) return refuse("names more than one host: Roster asks one, behind which others may stand");
  const port = Number(url.port || 5432);
  return {
    host: decodeURIComponent(host),
    port,
    database,
    user,
    password: password || undefined,
    tls: tlsOf(query),
    applicationName: query.get("application_name") ?? "roster",
    name: `The PostgreSQL database ${database} at ${decodeURIComponent(host)}:${port}`,
  };
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return refuse("is not well-formed: a % stands for itself as %25");
  }
};

const tlsOf = (query: URLSearchParams): PostgresTls | false => {
  const mode = query.get("sslmode") ?? (query.has("sslrootcert") ? "verify-full" : "disable");
  if (!modes.includes(mode)) return refuse(`has an sslmode other than ${modes.join(", ")}`);
  if (mode === "disable") {
    return query.has("sslrootcert") ? refuse("has an sslrootcert and sslmode=disable: leave one of them out") : false;
  }
  const ca = fileOf(query, "sslrootcert");
  const cert = fileOf(query, "sslcert");
  const key = fileOf(query, "sslkey");
  if ((cert === undefined) !== (key === undefined)) return refuse("takes sslcert and sslkey together");
  // Any certificate of a public authority would do.
  if (mode === "verify-ca" && ca === undefined) return refuse("needs an sslrootcert for sslmode=verify-ca");
  return {
    rejectUnauthorized: mode !== "require" || ca !== undefined,
    ...(ca !== undefined && { ca }),
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
    ...(mode !== "verify-full" && { checkServerIdentity: () => undefined }),
  };
};

const fileOf = (query: URLSearchParams, name: string): string | undefined => {
  const filename = query.get(name);
  if (filename === null) return undefined;
  try {
    return readFileSync(filename, "utf8");
  } catch (error) {
    return refuse(`has an ${name} that cannot be read: ${filename} (${(error as NodeJS.ErrnoException).code})`);
  }
};
