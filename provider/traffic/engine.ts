import { connect } from "node:net";

/** How the engine names its own address to the providers that it starts. */
const ADDRESS = /^127\.0\.0\.1:(\d+)$/;
/** Milliseconds. */
const EVERY = 500;

/** Where this process's engine listens; nowhere but under one. */
let port: number | undefined;

/**
 * Ends this process when its engine is gone: a killed engine leaves its providers running, and they
 * must not go on changing a server for nobody. Elsewhere than under an engine it does nothing.
 */
export function endWithEngine(args: readonly string[] = process.argv.slice(2)): void {
  const found = args.map((arg) => ADDRESS.exec(arg)?.[1]).find((one) => one !== undefined);
  if (found === undefined || port !== undefined) return;
  port = Number(found);
  setInterval(() => void engineLives(), EVERY).unref();
}

/**
 * Settles when the engine has shown that it is there; where it is gone the process ends instead. Only
 * its port tells: the parent of a provider is a shell, which a killed engine leaves behind as well.
 */
export async function engineLives(): Promise<void> {
  if (port !== undefined) await knock(port);
}

function knock(at: number): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(at, "127.0.0.1", () => socket.destroy());
    socket.unref();
    socket.on("close", () => resolve());
    socket.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "ECONNREFUSED") process.exit(1);
    });
  });
}
