#!/usr/bin/env node
import { Command } from "commander";
import { version } from "../sdk/version";
import { serverCommand } from "./server";

const program = new Command("pulumi-identity")
  .description("An organisation as code: an identity server to rehearse on, and more.")
  .version(version)
  .addCommand(serverCommand());

program.parseAsync().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
