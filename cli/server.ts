import { Command, InvalidArgumentError } from "commander";
import { existsSync, writeFileSync } from "node:fs";
import { type ServerOptions, dumpData, startServer } from "../emulator";

/** A number, whatever its range: the server knows which it takes. */
function number(value: string): number {
  const parsed = Number(value);
  if (value.trim() === "" || Number.isNaN(parsed)) {
    throw new InvalidArgumentError("It must be a number.");
  }
  return parsed;
}

/** `50` and `50/s` are both fifty a second. */
const perSecond = (value: string): number => number(value.replace(/\/s$/, ""));

/** `pulumi-identity server`: the embedded identity server, until a signal ends it. */
export function serverCommand(): Command {
  return new Command("server")
    .description("run an ArkID-compatible identity server on this machine")
    .option("--port <number>", "port to listen on, 0 for a free one", number, 8765)
    .option("--host <address>", "address to listen on", "127.0.0.1")
    .option("--allow-remote", "let other machines in: needed for a host that is not loopback")
    .option("--data <file>", "SQLite file to keep the data in", ":memory:")
    .option("--admin-password <text>", "password of admin on a fresh data file (else generated)")
    .option("--seed <file>", "org to load into a fresh data file")
    .option("--dump <file>", "write the data as a seed file, and end")
    .option("--latency <ms>", "delay every answer", number)
    .option("--error-rate <share>", "answer this share of requests with 500 (0 to 1)", number)
    .option("--rate-limit <N/s>", "answer 429 beyond this many requests a second", perSecond)
    .option("--lock-errors", "answer 500 to concurrent transactions")
    .action(run);
}

async function run({ dump, ...options }: ServerOptions & { dump?: string }): Promise<void> {
  if (dump !== undefined) return writeDump(options.data ?? ":memory:", dump);
  const server = await startServer({ ...options, log: (line) => console.log(line) });
  console.log(`Listening on ${server.url}`);
  if (server.adminPassword !== undefined && options.adminPassword === undefined) {
    console.log(`User admin, password ${server.adminPassword}`);
  }
  await new Promise<void>((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
  });
  await server.close();
}

function writeDump(data: string, file: string): void {
  if (!existsSync(data))
    throw new Error(`there is no data file ${data} to dump; name it by --data`);
  writeFileSync(file, dumpData(data));
  console.log(`Wrote ${file}`);
}
