/**
 * The tests that are slow by nature, by the reason: `npm test` leaves them out, `npm run test:all` and CI run them.
 * Everything else has to fit into three minutes on two cores.
 */
const slowTestsByReason: Readonly<Record<string, readonly string[]>> = {
  "third-party tools, browsers and languages": [
    "tests/clients/**/*.test.ts",
    "tests/consumers/{journeys,postman,proxy,schemathesis}.test.ts",
    "tests/contract-rules/**/*.test.ts",
    "tests/deploy/{caddy,image}.test.ts",
    "tests/documentation/browser.test.ts",
    "tests/gate/**/*.test.ts",
    "tests/hostile/25-markup-browser.test.ts",
    "tests/http/cors-browser.test.ts",
    "tests/operate/shared-limits.test.ts",
    "tests/samples/**/*.test.ts",
  ],
  "rehearsals of a release, of the benchmark and of new projects": [
    "tests/bench/bench.test.ts",
    "tests/new/**/*.test.ts",
    "tests/release/**/*.test.ts",
  ],
  "processes that are started, stopped and killed again and again": [
    "tests/hostile/{35-idempotency-kill,38-kills,41-stop,42-moved-clock}.test.ts",
    "tests/operate/{backup,check-config,check-health,collector,restore}.test.ts",
    "tests/postgres/{durability,faults,outages,replicas,roles}.test.ts",
    "tests/process/{change-stream,freshness,heap,keys,loaded-parts,log-output,measure-scale,notify,npm-start,reseal,sealing-keys,signals}.test.ts",
    "tests/store/sqlite/durability.test.ts",
  ],
  "time-outs that really pass, and load that lasts": [
    "tests/hostile/{02-deep-bodies,20-slow-requests,29-outages,36-37-crowds,39-full-disk,43-mixed-load}.test.ts",
    "tests/http/{connections,event-streams,keep-alive,shedding,unread-responses}.test.ts",
    "tests/oidc/rotation.test.ts",
    "tests/operate/readiness.test.ts",
    "tests/operations/change-stream.test.ts",
    "tests/store/sqlite/slow-disk.test.ts",
    "tests/tls/renewal.test.ts",
  ],
};

export const slowTests: readonly string[] = Object.values(slowTestsByReason).flat();
