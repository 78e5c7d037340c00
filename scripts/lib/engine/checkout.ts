import { realpathSync } from "node:fs";
import { join, resolve } from "node:path";

/** The root of this checkout. */
export const CHECKOUT = realpathSync(resolve(__dirname, "../../.."));

/** The folder of the Pulumi SDK's npm package, which holds the shim that runs dynamic providers. */
export const SDK = join(CHECKOUT, "node_modules/@pulumi/pulumi");
