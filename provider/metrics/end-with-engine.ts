import { connect } from "node:net";
import { setImmediate as nextTurn } from "node:timers/promises";

/** Form of the engine's own address, as it passes it to the providers that it starts. */
const ADDRESS = /^127\.0\.0\.1:(\d+)$/;
/** Milliseconds before a lost connection is opened again: the engine closes silent ones. */
const PAUSE = 50;

/** Settles when connected to the engine; `undefined` where no engine started this process. */
let connected: Promise<void> | undefined;

/**
 * Ends this process when its engine is gone: a killed engine leaves its providers running, and they
 * must not go on changing a server. Without an engine it does nothing.
 *
 * Only a connection to the engine's port shows when it is gone: the parent of a provider is a
 * shell, which a killed engine leaves behind as well.
 */
export function endWithEngine(args: readonly string[] = process.argv.slice(2)): void {
  const port = portIn(args);
  if (port !== undefined && connected === undefined) connectAfter(Number(port), 0);
}

/** Whether an engine has started this process. */
export const isUnderEngine = (): boolean => portIn(process.argv.slice(2)) !== undefined;

/** The address of the engine that has started this process; empty where none has. */
export const engineAddress = (): string =>
  process.argv.slice(2).find((arg) => ADDRESS.test(arg)) ?? "";

const portIn = (args: readonly string[]) =>
  args.map((arg) => ADDRESS.exec(arg)?.[1]).find((found) => found !== undefined);

/** Settles while the engine runs, or where there is none; else the process ends. */
export async function engineRuns(): Promise<void> {
  if (connected === undefined) return;
  // A lost connection is noticed after a whole turn of the event loop.
  await nextTurn();
  await nextTurn();
  await connected;
}

function connectAfter(port: number, pause: number): void {
  connected = new Promise((resolve) => {
    setTimeout(() => open(port, resolve), pause).unref();
  });
}

function open(port: number, isOpen: () => void): void {
  const socket = connect(port, "127.0.0.1", isOpen).unref().resume();
  let isLost = false;
  const lost = () => {
    if (!isLost) connectAfter(port, PAUSE);
    isLost = true;
  };
  socket.on("end", lost).on("close", lost);
  socket.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "ECONNREFUSED") process.exit(1);
    lost();
  });
}
