import { connect } from "node:net";

/** How the engine names its own address to the providers that it starts. */
const ADDRESS = /^127\.0\.0\.1:(\d+)$/;
/** Milliseconds. */
const EVERY = 500;

let watching = false;

/**
 * Ends this process when its engine is gone: a killed engine leaves its providers running, and they
 * must not go on changing a server for nobody. Elsewhere than under an engine it does nothing.
 */
export function endWithEngine(args: readonly string[] = process.argv.slice(2)): void {
  const port = args.map((arg) => ADDRESS.exec(arg)?.[1]).find((found) => found !== undefined);
  if (port === undefined || watching) return;
  watching = true;
  setInterval(() => look(Number(port)), EVERY).unref();
}

function look(port: number): void {
  const socket = connect(port, "127.0.0.1", () => socket.destroy());
  socket.unref();
  socket.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "ECONNREFUSED") process.exit(1);
  });
}
