import { randomUUID } from "node:crypto";
import pg from "pg";
import type { Watch } from "../watch.ts";
import type { PostgresAddress } from "./address.ts";
import { sessionConfig } from "./client.ts";

/** What those who write notify, and those who watch listen to. */
export const newsChannel = "roster_changes";

/** One connection that listens, for all of a process who want to know that something was written. It ends when disposed of. */
export interface Listener extends Disposable {
  /** Calls back soon after each write, and twice a second without being told. */
  readonly watch: Watch;
  /**
   * A name for what the server holds, at most a second late: another one soon after each write through any process, and with
   * each beat, lest the word of one be lost. Undefined unless a beat that was sent to the server within the last second has
   * come back, which one that only follows another server does not take.
   */
  readonly version: () => string | undefined;
  /** This process has written: what was read before is not to be relied on. */
  readonly wrote: () => void;
}

const connectMilliseconds = 2_000;
const beatMilliseconds = 500;
const freshMilliseconds = 1_000;
const silenceMilliseconds = 4_000;

interface Beat {
  readonly number: number;
  readonly sentAt: number;
}

/** Makes the listener, which connects when it is first asked. A connection that is lost, or silent, is made again. */
export const createListener = (address: PostgresAddress): Listener => {
  const subscribers = new Set<() => void>();
  const ownChannel = `roster_beat_${randomUUID().replaceAll("-", "")}`;
  let timer: NodeJS.Timeout | undefined;
  let client: pg.Client | undefined;
  let isListening = false;
  let isDisposed = false;
  let news = 0;
  let beats = 0;
  /** The beat that has not come back yet, and the last one that has. */
  let awaited: Beat | undefined;
  let heard: Beat | undefined;

  const tell = (): void => {
    for (const onNews of subscribers) onNews();
  };
  const forget = (lost: pg.Client): void => {
    if (client !== lost) return;
    client = undefined;
    isListening = false;
    awaited = undefined;
    heard = undefined;
    lost.end().catch(() => {});
  };
  const hear = ({ channel, payload }: pg.Notification): void => {
    if (channel !== ownChannel) {
      news += 1;
      tell();
    } else if (payload === String(awaited?.number)) {
      heard = awaited;
      awaited = undefined;
    }
  };
  const sendBeat = (listening: pg.Client): void => {
    if (awaited !== undefined) {
      if (performance.now() - awaited.sentAt > silenceMilliseconds) forget(listening);
      return;
    }
    beats += 1;
    awaited = { number: beats, sentAt: performance.now() };
    listening.query("select pg_notify($1, $2)", [ownChannel, String(beats)]).catch(() => forget(listening));
  };
  const connect = (): void => {
    const connecting = new pg.Client(sessionConfig(address, { connectMilliseconds }));
    client = connecting;
    connecting.on("error", () => forget(connecting));
    connecting.on("end", () => forget(connecting));
    connecting.on("notification", hear);
    connecting
      .connect()
      .then(() => connecting.query(`listen ${newsChannel}; listen ${ownChannel}`))
      .then(() => {
        isListening = client === connecting;
        beat();
      })
      .catch(() => forget(connecting));
  };
  const beat = (): void => {
    if (isDisposed) return;
    if (client === undefined) connect();
    else if (isListening) sendBeat(client);
    tell();
  };
  const start = (): void => {
    if (timer !== undefined || isDisposed) return;
    timer = setInterval(beat, beatMilliseconds).unref();
    beat();
  };

  return {
    watch: (onNews) => {
      subscribers.add(onNews);
      if (timer === undefined) start();
      else onNews();
      return { [Symbol.dispose]: () => void subscribers.delete(onNews) };
    },
    version: () => {
      start();
      const isFresh = heard !== undefined && performance.now() - heard.sentAt < freshMilliseconds;
      return isFresh ? `${news}.${heard?.number}` : undefined;
    },
    wrote: () => {
      news += 1;
    },
    [Symbol.dispose]: () => {
      isDisposed = true;
      clearInterval(timer);
      if (client !== undefined) forget(client);
    },
  };
};
