/** HAProxy's configuration: one door to the database's leader, one to the replicas of Roster, one to look at both. */

export interface Door {
  /** Where the door listens. */
  readonly port: number;
  readonly servers: readonly Server[];
}

interface Server {
  readonly name: string;
  readonly port: number;
  /** Where it tells its health, if not at `port`. */
  readonly healthPort?: number;
}

export interface Doors {
  readonly database: Door;
  readonly roster: Door;
  readonly statusPort: number;
}

const serverLines = ({ servers }: Door): string =>
  servers
    .map(({ name, port, healthPort = port }) => `  server ${name} 127.0.0.1:${port} check port ${healthPort}`)
    .join("\n");

/**
 * Of the database's members only the leader takes connections, and those to a leader that is gone are cut at once; one
 * that is merely slow to say that it leads keeps them (`timeout check`). Of Roster's replicas those that are ready take
 * requests; where none is, any, so that callers get Roster's own answer.
 */
export const haproxyConfig = ({ database, roster, statusPort }: Doors): string => `
global
  maxconn 2000

defaults
  timeout connect 1s
  timeout client 10m
  timeout server 10m
  timeout check 2s

listen database
  bind 127.0.0.1:${database.port}
  mode tcp
  option httpchk OPTIONS /primary
  http-check expect status 200
  default-server inter 200ms fall 1 rise 1 on-marked-down shutdown-sessions
${serverLines(database)}

frontend roster
  bind 127.0.0.1:${roster.port}
  mode http
  use_backend unready if { nbsrv(ready) eq 0 }
  default_backend ready

backend ready
  mode http
  balance roundrobin
  option httpchk GET /readyz
  http-check send hdr Host localhost
  http-check expect status 200
  option redispatch
  default-server inter 500ms fall 1 rise 1
${serverLines(roster)}

backend unready
  mode http
  balance roundrobin
  option redispatch
${serverLines(roster).replaceAll(/ check port \d+/g, "")}

frontend status
  bind 127.0.0.1:${statusPort}
  mode http
  stats enable
  stats uri /
`;
