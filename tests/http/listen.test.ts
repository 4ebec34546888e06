import { lookup } from "node:dns/promises";
import { once } from "node:events";
import { connect } from "node:net";
import { expect, it } from "vitest";
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
