import { createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { type OtlpReceiver, startOtlpReceiver } from "../support/otlp-receiver.ts";
import { startRosterProcess } from "../support/process.ts";
import { contract, send } from "../support/roster.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";

describe("a collector", () => {
  it("is told who sends, with the headers that it wants, by a Roster that is set up as OpenTelemetry does it", async () => {
    await using directory = await temporaryDirectory();
    await using receiver = await startOtlpReceiver();
    const roster = await startRosterProcess({
      DATABASE_URL: directory.databaseUrl,
      OTEL_EXPORTER_OTLP_ENDPOINT: `${receiver.endpoint}/`,
      OTEL_EXPORTER_OTLP_HEADERS: "authorization=Bearer%20a%3Db, x-tenant = one",
      OTEL_SERVICE_NAME: "directory",
      OTEL_RESOURCE_ATTRIBUTES: "deployment.environment.name=test",
    });
    await send(roster.address, "GET", "/livez");
    roster.child.kill("SIGTERM");
    const { exitCode, stdout } = await roster.ended;
    expect(exitCode).toBe(0);
    expect(receiver.requests).toEqual([
      {
        path: "/v1/traces",
        headers: expect.objectContaining({
          authorization: "Bearer a=b",
          "x-tenant": "one",
          "content-type": "application/x-protobuf",
        }),
      },
    ]);
    expect(receiver.spans).toHaveLength(1);
    expect(receiver.spans[0]?.resource).toMatchObject({
      "service.name": "directory",
      "service.version": contract.info.version,
      "deployment.environment.name": "test",
    });
    expect(stdout).not.toContain("a=b");
  });

  const nobody = async (): Promise<string> => {
    const server = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as { port: number };
    await new Promise((resolve) => server.close(resolve));
    return `http://127.0.0.1:${port}`;
  };
  const failures: Readonly<Record<string, (receiver: OtlpReceiver) => Promise<string>>> = {
    "is not there": nobody,
    "refuses everything": async (receiver) => {
      receiver.answer = 401;
      return receiver.endpoint;
    },
    "never answers": async (receiver) => {
      receiver.answer = undefined;
      return receiver.endpoint;
    },
  };

  it.each(Object.entries(failures))(
    "that %s disturbs neither requests nor the stop, and is named in the log once",
    async (_, fail) => {
      await using directory = await temporaryDirectory();
      await using receiver = await startOtlpReceiver();
      const roster = await startRosterProcess({
        DATABASE_URL: directory.databaseUrl,
        OTEL_EXPORTER_OTLP_ENDPOINT: await fail(receiver),
        OTEL_EXPORTER_OTLP_HEADERS: "authorization=secret-of-the-collector",
      });
      // More than two batches, which are sent when they are full.
      for (let round = 0; round < 60; round += 1) {
        const answers = await Promise.all(Array.from({ length: 20 }, () => send(roster.address, "GET", "/livez")));
        expect(answers.every(({ status }) => status === 200)).toBe(true);
      }
      roster.child.kill("SIGTERM");
      const { exitCode, stdout, stderr } = await roster.ended;
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
      expect(stdout.match(/"msg":"traces cannot be sent"/g)).toHaveLength(1);
      expect(stdout).toContain('"msg":"stopped"');
      expect(stdout).not.toContain("secret-of-the-collector");
    },
  );
});
