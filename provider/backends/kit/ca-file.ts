import { accessSync, constants } from "node:fs";
import { ConfigurationError } from "../errors";

/** @throws ConfigurationError naming the setting, when the file of authorities can't be read */
export function requireReadable(caFile: string): void {
  try {
    accessSync(caFile, constants.R_OK);
  } catch (cause) {
    const message = `identity:caFile does not do: ${caFile} can't be read`;
    throw new ConfigurationError(message, undefined, { cause });
  }
}
