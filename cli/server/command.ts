import { Command, InvalidArgumentError, Option } from "commander";
import { existsSync } from "node:fs";
import { dumpData, startServer, type AuthingOptions, type ServerOptions } from "../../emulator";
import { makePrivate } from "../../emulator/storage/private-file";
import { writeText } from "../output/write-text";

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

/** `html=0.1,hang=0.05`; which troubles there are, the server knows. */
const shares = (value: string): Record<string, number> =>
  Object.fromEntries(
    value.split(",").map((part) => {
      const [trouble = "", share = ""] = part.split("=");
      return [trouble.trim(), number(share)];
    }),
  );

/** `pulumi-identity server`: the embedded identity server, until a signal ends it. */
export function serverCommand(): Command {
  return new Command("server")
    .description("run an identity server on this machine, compatible with ArkID or Authing")
    .addOption(
      new Option("--api <name>", "the API it offers")
        .choices(["arkid", "authing"])
        .default("arkid"),
    )
    .option("--port <number>", "port to listen on, 0 for a free one", number, 8765)
    .option("--host <address>", "address to listen on", "127.0.0.1")
    .option("--allow-remote", "let other machines in: needed for a host that is not loopback")
    .option("--data <file>", "SQLite file to keep the data in", ":memory:")
    .option(
      "--admin-password <text>",
      "arkid: password of admin (else the data file's, or a generated one)",
    )
    .option("--access-key-id <id>", "authing: the management client's (else kept or generated)")
    .option("--access-key-secret <text>", "authing: its secret (else kept or generated)")
    .option("--seed <file>", "arkid: org to load into a fresh data file")
    .option("--dump <file>", "arkid: write the data as a seed file, and end")
    .option("--latency <ms>", "delay every answer", number)
    .option("--error-rate <share>", "answer this share of requests with 500 (0 to 1)", number)
    .option("--rate-limit <N/s>", "answer 429 beyond this many requests a second", perSecond)
    .option(
      "--bad-day <trouble=share,…>",
      "authing: throttle, unsuccessful, html, bad-gateway or hang this share of requests",
      shares,
    )
    .option("--lock-errors", "arkid: answer 500 to concurrent transactions")
    .action(run);
}

type Options = (ServerOptions | AuthingOptions) & { dump?: string };

/** The options that only one API has; they are refused for the other, not passed over. */
const OWN: Record<string, string[]> = {
  arkid: ["adminPassword", "seed", "dump", "lockErrors"],
  authing: ["accessKeyId", "accessKeySecret", "badDay"],
};

function checkApi(options: Options): void {
  const other = options.api === "authing" ? "arkid" : "authing";
  const wrong = OWN[other]?.find((name) => name in options);
  if (wrong === undefined) return;
  const flag = wrong.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  throw new Error(`--${flag} is for --api ${other}: leave it out`);
}

async function run(given: Options): Promise<void> {
  checkApi(given);
  const { dump, ...options } = given;
  if (dump !== undefined) return writeDump(options.data ?? ":memory:", dump);
  const log = (line: string) => console.log(line);
  const close = await (options.api === "authing"
    ? startAuthing({ ...options, log })
    : startArkid({ ...options, log }));
  await new Promise<void>((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
  });
  await close();
}

async function startArkid(options: ServerOptions): Promise<() => Promise<void>> {
  const server = await startServer(options);
  console.log(`Listening on ${server.url}`);
  if (server.adminPassword !== undefined && options.adminPassword === undefined) {
    console.log(`User admin, password ${server.adminPassword}`);
  }
  return server.close;
}

/** Says the secret unless whoever starts the server gave it. */
async function startAuthing(options: AuthingOptions): Promise<() => Promise<void>> {
  const server = await startServer(options);
  console.log(`User pool ${server.userPoolId}`);
  const secret = options.accessKeySecret === undefined ? `, secret ${server.accessKeySecret}` : "";
  console.log(`Access key ${server.accessKeyId}${secret}`);
  console.log(`Listening on ${server.url}`);
  return server.close;
}

function writeDump(data: string, file: string): void {
  if (!existsSync(data))
    throw new Error(`there is no data file ${data} to dump; name it by --data`);
  const text = dumpData(data);
  makePrivate(file);
  writeText(file, text);
  console.log(`Wrote ${file}`);
}
