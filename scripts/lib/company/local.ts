import { join } from "node:path";
import type { BackendName } from "./backend";
import { CHECKOUT } from "../engine/checkout";

/** Everything that the main job makes lies here, ignored by git: delete it to begin anew. */
export const LOCAL = join(CHECKOUT, ".local");

/** What is where below `.local`. */
export const FILES = {
  /** Where the package is packed, as `npm publish` would. */
  pack: join(LOCAL, "pack"),
  /** Pulumi.yaml looks for the random plugin here. */
  randomPlugin: join(LOCAL, "plugins/random"),
  /** The `file://` backend of Pulumi.yaml. */
  state: join(LOCAL, "state"),
  config: join(LOCAL, "config"),
  /** What the stack's secrets are encrypted with. */
  passphrase: join(LOCAL, "passphrase"),
  lock: join(LOCAL, "lock"),
} as const;

/** The server of each kind: its data, its port, and the secret of who administers it. */
export const SERVERS = {
  arkid: {
    data: join(LOCAL, "identity.db"),
    port: join(LOCAL, "port"),
    secret: join(LOCAL, "admin-password"),
  },
  authing: {
    data: join(LOCAL, "authing.db"),
    port: join(LOCAL, "authing-port"),
    secret: join(LOCAL, "access-key-secret"),
  },
  keycloak: {
    data: join(LOCAL, "keycloak"),
    port: join(LOCAL, "keycloak-port"),
    secret: join(LOCAL, "keycloak-password"),
  },
} as const satisfies Record<BackendName, object>;

/** The example that Pulumi.yaml points at. */
export const EXAMPLE = join(CHECKOUT, "examples/company");
