/** A stop amid requests. */
import { connect } from "node:net";
import { expect } from "vitest";
import { requestText } from "../support/raw-http.ts";
import { send } from "../support/roster.ts";
import { until } from "../support/until.ts";
import { createHome, stop } from "./home.ts";

/** Sends a text and takes what comes, to the end: with what broke the connection, where something did. */
const converse = async (
  port: number,
  text: string,
): Promise<{ readonly error?: string; readonly received: string }> => {
  const socket = connect({ port, host: "127.0.0.1" });
  let received = "";
  let error: string | undefined;
  socket.setEncoding("utf8").on("data", (piece) => {
    received += piece;
  });
  socket.on("error", ({ code }: NodeJS.ErrnoException) => {
    error = code ?? "";
  });
  socket.write(text);
  await new Promise((resolve) => socket.once("close", resolve));
  return { received, ...(error !== undefined && { error }) };
};

/**
 * Stops a Roster while 20 write, and expects each request that it took to be answered whole, and each write that was
 * acknowledged to be there afterwards. Resolves to how many there were.
 */
export const stopsUnderLoad = async (): Promise<number> => {
  await using home = await createHome();
  const roster = await home.start();
  const { port } = new URL(roster.address);
  const acknowledged: string[] = [];
  const halves: string[] = [];
  const body = '{"name":"Load","age":1}';
  const headers = ["Content-Type: application/json", `Authorization: Bearer ${home.key}`, "Connection: close"];
  const text = requestText("POST /api/users HTTP/1.1", [...headers, `Content-Length: ${body.length}`], body);
  /** One request after the other, each on a connection of its own, until nobody listens. */
  const writeUntilRefused = async (): Promise<void> => {
    for (;;) {
      const { error, received } = await converse(Number(port), text);
      const location = /^HTTP\/1\.1 201 [\s\S]*\r\nlocation: (\S+)\r\n[\s\S]*"age":1\}$/i.exec(received)?.[1];
      if (location !== undefined) acknowledged.push(location);
      else if (received !== "") halves.push(received);
      if (error !== undefined) return;
    }
  };
  const load = Array.from({ length: 20 }, writeUntilRefused);
  await until(() => acknowledged.length >= 100);
  roster.child.kill("SIGTERM");
  await Promise.all(load);
  expect((await roster.ended).exitCode).toBe(0);
  expect(halves).toEqual([]);
  const after = await home.start();
  for (const path of acknowledged) expect((await send(after.address, "GET", path)).status).toBe(200);
  await stop(after);
  home.expectSound();
  return acknowledged.length;
};
