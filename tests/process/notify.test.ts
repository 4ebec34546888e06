import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, it } from "vitest";
import { startRosterProcess } from "../support/process.ts";
import { findProgram } from "../support/program.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";

/** Node has no datagram sockets of Unix, as systemd listens on. */
const listener = `
import socket, sys
server = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
server.bind(sys.argv[1])
print("listening", flush=True)
while True: print(server.recv(4096).decode().replace("\\n", " "), flush=True)
`;

const programs = [findProgram("systemd-notify"), findProgram("python3")];

it.skipIf(programs.includes(undefined))("systemd is told when Roster is ready, and when it stops", async () => {
  await using directory = await temporaryDirectory();
  const socket = join(directory.path, "notify");
  const python = spawn("python3", ["-c", listener, socket], { stdio: ["ignore", "pipe", "inherit"] });
  let heard = "";
  python.stdout.setEncoding("utf8").on("data", (text: string) => {
    heard += text;
  });
  await expect.poll(() => heard).toContain("listening");
  const roster = await startRosterProcess({ DATABASE_URL: directory.databaseUrl, NOTIFY_SOCKET: socket });
  await expect.poll(() => heard, { timeout: 10_000 }).toContain("READY=1");
  expect(heard).not.toContain("STOPPING");
  roster.child.kill("SIGTERM");
  await roster.ended;
  await expect.poll(() => heard, { timeout: 10_000 }).toContain("STOPPING=1");
  python.kill();
  await once(python, "exit");
});
