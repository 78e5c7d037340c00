import * as pulumi from "@pulumi/pulumi";
import { openSettings, type ConnectionArgs } from "./connection-args";
import { rememberBackend } from "./org-of-people";

/**
 * An explicit provider: several tenants in one program, each with a process of its own.
 *
 * @example
 * ```ts
 * const eu = new Connection("eu", { url: "https://eu.acme.example", username: "iac", password });
 * new Org("acme-eu", { name: "Acme EU" }, { provider: eu });
 * ```
 */
export class Connection extends pulumi.ProviderResource {
  constructor(name: string, args: ConnectionArgs, opts?: pulumi.ResourceOptions) {
    super("pulumi-nodejs", name, settings(args), opts);
    if (args.backend !== undefined) rememberBackend(this, args.backend);
  }
}

/** As the engine passes settings to a provider: texts under `identity:<name>`. */
function settings(args: ConnectionArgs): pulumi.Inputs {
  const given = Object.entries(args).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    given.map(([name, value]: [string, pulumi.Input<string | number | boolean>]) => {
      const text = pulumi.output(value).apply((known) => String(known));
      return [`identity:${name}`, openSettings.has(name) ? text : pulumi.secret(text)];
    }),
  );
}
