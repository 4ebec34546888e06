/** What Roster is measured against. */
import { fileURLToPath } from "node:url";
import { peerPython } from "./setup.ts";
import { root, type Subject } from "./subject.ts";

const folder = fileURLToPath(new URL("./peers/", import.meta.url));

type Peer = Pick<Subject, "id" | "title" | "caseIds" | "packages">;

const nodePeer = (peer: Peer): Subject => ({
  ...peer,
  checkout: root,
  launch: ({ databaseFile, key }) => ({
    command: process.execPath,
    commandLine: () => [`${peer.id}.ts`],
    cwd: `${folder}node`,
    key,
    countsAllocations: false,
    environment: {
      NODE_ENV: "production",
      DATABASE_FILE: databaseFile,
      BENCH_KEY: key,
      CONTRACT_FILE: `${root}generated/openapi-3.0.json`,
    },
  }),
});

const pythonPeer = (peer: Peer, commandLine: (port: number) => readonly string[]): Subject => ({
  ...peer,
  packages: "python",
  checkout: root,
  launch: ({ databaseFile, key }) => ({
    command: peerPython,
    commandLine,
    cwd: `${folder}python`,
    key,
    countsAllocations: false,
    environment: { DATABASE_FILE: databaseFile, BENCH_KEY: key },
  }),
});

// Threads, because gunicorn's own default closes each connection after one answer.
const gunicorn = (port: number, app: string): readonly string[] => [
  ...["-m", "gunicorn", "--bind", `127.0.0.1:${port}`, "--workers", "1"],
  ...["--worker-class", "gthread", "--threads", "4", "--keep-alive", "60", app],
];

const uvicorn = (port: number, app: string): readonly string[] => [
  ...["-m", "uvicorn", app, "--host", "127.0.0.1", "--port", String(port)],
  ...["--no-access-log", "--loop", "uvloop", "--http", "httptools"],
];

export const peers: readonly Subject[] = [
  nodePeer({ id: "constant", title: "node:http, a constant", caseIds: ["one", "twenty"] }),
  nodePeer({ id: "plain", title: "node:http + SQLite" }),
  nodePeer({ id: "fastify", title: "Fastify by hand", packages: "node" }),
  nodePeer({ id: "express", title: "Express + express-openapi-validator", packages: "node" }),
  pythonPeer({ id: "fastapi", title: "FastAPI, uvicorn" }, (port) => uvicorn(port, "fastapi_peer:app")),
  pythonPeer({ id: "flask", title: "Flask, gunicorn" }, (port) => gunicorn(port, "flask_peer:app")),
  pythonPeer({ id: "drf", title: "Django REST framework, gunicorn" }, (port) => gunicorn(port, "drf_peer:app")),
];
