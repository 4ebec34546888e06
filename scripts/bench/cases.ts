/** What is measured: requests that Roster and its peers answer alike. */

/** A request of the load. */
export interface LoadRequest {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly body?: string;
  /** Whether it carries the key that may write. */
  readonly authorised?: boolean;
  /** Whether it carries the ETag that the same subject gave before. */
  readonly conditional?: boolean;
}

/** A measurement that every subject goes through. */
export interface Case {
  readonly id: string;
  readonly title: string;
  readonly request: LoadRequest;
  /** Other paths of the same request, each asked for once in a load: nobody can have kept the answer. */
  readonly pathsOf?: (users: number) => readonly string[];
  /** Of the requests, this share is another one. */
  readonly mixed?: { readonly request: LoadRequest; readonly share: number };
  readonly connections: number;
  /** The load to warm up is as long as a round, or as this if that is longer. */
  readonly warmUpSeconds?: number;
  /** Whether the disk takes longer meanwhile, as slow-disk.ts says. */
  readonly onSlowDisk?: boolean;
  /** The statuses that count as an answer to `request`; more than one where frameworks differ by habit. */
  readonly statuses: readonly number[];
}

// A second is enough for reads. Roster's creates go from 10 k to 17 k in the first five.
const writerWarmUpSeconds = 5;

const readers = 32;
const read = { connections: readers, statuses: [200] } as const;

const oneUser: LoadRequest = { method: "GET", path: "/api/users/7" };

const newUser: LoadRequest = {
  method: "POST",
  path: "/api/users",
  body: JSON.stringify({ name: "Grace Hopper", age: 37 }),
  authorised: true,
};

const create = { request: newUser, statuses: [201], warmUpSeconds: writerWarmUpSeconds } as const;

// Prime, so that every user comes once, and neighbours are not asked for one after the other.
const strides = [7919, 7907] as const;

const eachUser = (users: number): readonly string[] => {
  const stride = users % strides[0] === 0 ? strides[1] : strides[0];
  return Array.from({ length: users }, (_, index) => `/api/users/${((index * stride) % users) + 1}`);
};

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

/** Pages of 20 users on average, whatever the size of the directory. */
const eachPage = (): readonly string[] =>
  upTo(20).flatMap((more) =>
    upTo(40).flatMap((span) =>
      upTo(100).map((age) => `/api/users?limit=${11 + more}&sort=age&minAge=${age}&maxAge=${age + span}`),
    ),
  );

/** Those that write come last: the directory grows by them. */
export const cases: readonly Case[] = [
  { id: "one", title: "one user", request: oneUser, ...read },
  { id: "twenty", title: "20 users", request: { method: "GET", path: "/api/users?limit=20" }, ...read },
  {
    id: "filtered",
    title: "filtered page",
    request: { method: "GET", path: "/api/users?limit=20&sort=age&minAge=30&maxAge=40" },
    ...read,
  },
  {
    id: "unchanged",
    title: "304",
    request: { ...oneUser, conditional: true },
    connections: readers,
    statuses: [304],
  },
  {
    id: "missing",
    title: "404",
    request: { method: "GET", path: "/api/users/999999999" },
    connections: readers,
    statuses: [404],
  },
  {
    id: "invalid",
    title: "invalid body",
    request: { ...newUser, body: JSON.stringify({ name: "", age: -1 }) },
    connections: readers,
    warmUpSeconds: writerWarmUpSeconds,
    statuses: [400, 422],
  },
  { id: "first-users", title: "first reads: one user", request: oneUser, pathsOf: eachUser, ...read },
  { id: "first-pages", title: "first reads: a page", request: oneUser, pathsOf: eachPage, ...read },
  {
    id: "mixed",
    title: "90 % reads, 10 % creates",
    request: oneUser,
    mixed: { request: newUser, share: 0.1 },
    ...read,
  },
  { id: "create", title: "durable create, 64 connections", ...create, connections: 64 },
  { id: "create-alone", title: "durable create, 1 connection", ...create, connections: 1 },
  {
    id: "create-slow-disk",
    title: "durable create, 64 connections, a slower disk",
    ...create,
    connections: 64,
    onSlowDisk: true,
  },
  {
    id: "create-alone-slow-disk",
    title: "durable create, 1 connection, a slower disk",
    ...create,
    connections: 1,
    onSlowDisk: true,
  },
];

/** A write before first reads: whatever a subject keeps is out of date. */
export const outdating = newUser;
