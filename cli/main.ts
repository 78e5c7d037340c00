#!/usr/bin/env node
import { Command, CommanderError } from "commander";
import { printableLines } from "../provider/printable";
import { version } from "../sdk/version";
import { accessCommand } from "./access/command";
import { driftCommand } from "./drift/command";
import { exportCommand } from "./export/command";
import { reasonOf } from "./output/write-text";
import { planCommand } from "./plan/command";
import { WrongUsage } from "./usage/wrong-usage";
import { serverCommand } from "./server/command";
import { treeCommand } from "./tree/command";

const WRONG_USAGE = 2;

const program = new Command("pulumi-identity")
  .description("An organisation as code: an identity server to rehearse on, and more.")
  .version(version)
  .addCommand(serverCommand())
  .addCommand(driftCommand())
  .addCommand(planCommand())
  .addCommand(accessCommand())
  .addCommand(treeCommand())
  .addCommand(exportCommand());
for (const command of withAllBelow(program)) command.exitOverride();

// Who reads no further, as `head` does, has seen enough: that is no failure. What a full disk has not
// taken is no report, whatever else the command had to say.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") return;
  console.error(`the standard output can't be written: ${reasonOf(error)}`);
  process.exit(1);
});

// The provider's sockets and timers keep no process: one that waits for nothing else would end in the
// middle, with 0 and without a word.
const running = setInterval(() => undefined, 60_000);

program
  .parseAsync()
  .catch((error: unknown) => {
    // Commander has said what is wrong with its options, or shown the help that was asked for.
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : WRONG_USAGE;
    else {
      console.error(printableLines(error instanceof Error ? error.message : String(error)));
      process.exitCode = error instanceof WrongUsage ? WRONG_USAGE : 1;
    }
  })
  .finally(() => clearInterval(running));

function withAllBelow(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(withAllBelow)];
}
