import { lookup } from "node:dns/promises";
import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";
import { networkInterfaces } from "node:os";
import { describe, expect, it } from "vitest";
import { misleadingPort } from "../../src/core/sockets/listen.ts";
import { startRoster } from "../support/roster.ts";

/** What a connection to this address is told that sends rubbish; undefined where nobody listens. */
const answerTo = async (address: string, port: number): Promise<string | undefined> => {
  const socket = connect(port, address).on("error", () => {});
  let answer = "";
  socket.setEncoding("utf8").on("data", (text: string) => {
    answer += text;
  });
  socket.write("rubbish\r\n\r\n");
  await once(socket, "close").catch(() => {});
  return answer === "" ? undefined : answer;
};

it("with HOST=localhost, every address that is listened on has the whole door", async () => {
  await using roster = await startRoster({ host: "localhost" });
  const addresses = await lookup("localhost", { all: true });
  const answers = await Promise.all(addresses.map(({ address }) => answerTo(address, roster.port)));
  const given = answers.filter((answer) => answer !== undefined);
  expect(given.length).toBeGreaterThan(0);
  for (const answer of given) expect(answer).toContain("application/problem+json");
});

const hasIpv6 = Object.values(networkInterfaces()).some((addresses) =>
  addresses?.some(({ family }) => family === "IPv6"),
);

describe.skipIf(!hasIpv6)("a listener on :: at the same port, which leaves 127.0.0.1 free", () => {
  const listenOnIpv6 = async () => {
    const server = createServer((socket) => socket.end());
    server.listen({ host: "::", port: 0, ipv6Only: true });
    await once(server, "listening");
    return { port: (server.address() as AddressInfo).port, [Symbol.asyncDispose]: async () => void server.close() };
  };

  it("is noticed, and the start says so", async () => {
    await using other = await listenOnIpv6();
    await using roster = await startRoster({ port: other.port });
    const warning = `Something else listens on port ${other.port} by IPv6`;
    expect(roster.log.filter((line) => line.includes(warning))).toHaveLength(1);
  });

  it("is no matter where Roster listens elsewhere, or nobody else does", async () => {
    await using other = await listenOnIpv6();
    await using roster = await startRoster();
    expect(await misleadingPort({ host: "127.0.0.1", port: roster.port })).toBeUndefined();
    for (const host of ["0.0.0.0", "::", "::1", "192.0.2.1"]) {
      expect(await misleadingPort({ host, port: other.port })).toBeUndefined();
    }
  });
});
