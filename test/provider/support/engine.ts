import type * as dynamic from "@pulumi/pulumi/dynamic";
import { delegate } from "../../../provider/adapters/delegate";
import type { Configuration } from "../../../provider/configuration/configuration";
import type { Failure, Kind, Values } from "../../../provider/engine/kind";
import { type Session } from "../../../provider/run/session";
import { app } from "../../../provider/kinds/app/app";
import { node } from "../../../provider/kinds/node/node";
import { nodeMembers } from "../../../provider/kinds/node-members";
import { org } from "../../../provider/kinds/org";
import { orgMember } from "../../../provider/kinds/org-member";
import { orgMembers } from "../../../provider/kinds/org-members";
import { perm } from "../../../provider/kinds/perm";
import { permGrants } from "../../../provider/kinds/perm-grants/perm-grants";
import { user } from "../../../provider/kinds/user/user";
import { ADMIN_PASSWORD } from "./test-server";

/** What the engine passes along with every resource. */
export const PROVIDER_TEXT = { __provider: 'exports.handler=()=>require("x")' };

/** The delegate with all its methods, as typed as the values are that pass. */
export interface Delegate {
  configure(request: { config: { get(key: string): string | undefined } }): Promise<void>;
  check(olds: Values, news: Values): Promise<{ inputs: Values; failures: Failure[] }>;
  diff(id: string, olds: Values, news: Values): Promise<dynamic.DiffResult>;
  create(inputs: Values): Promise<{ id: string; outs: Values }>;
  read(id: string, state: Values): Promise<{ id: string; props: Values; inputs: Values }>;
  update(id: string, olds: Values, news: Values): Promise<{ outs: Values }>;
  delete(id: string, state: Values): Promise<void>;
}

/** A delegate that is not configured yet. */
export const fresh = (handler: Kind, sessionOf?: SessionOf) =>
  delegate(handler, sessionOf) as unknown as Delegate;

type SessionOf = (configuration: Configuration) => Session;

/** A delegate as the engine has it: configured, and not waited for. */
export function configured(
  handler: Kind,
  url: string,
  settings: Readonly<Record<string, string>> = {},
  sessionOf?: SessionOf,
): Delegate {
  const provider = fresh(handler, sessionOf);
  const all: Record<string, string> = {
    ...{
      url,
      ...(!settings.token &&
        !settings.accessKeyId && { username: "admin", password: ADMIN_PASSWORD }),
      ...settings,
    },
  };
  void provider.configure({ config: { get: (key) => all[key.replace("identity:", "")] } });
  return provider;
}

/** One of every kind: its inputs, an edit of them, and an edit that can't be made in place. */
export interface Sample {
  readonly handler: Kind;
  readonly inputs: Values;
  readonly edit: Values;
  readonly immutable?: Values;
  /** The property that `edit` edits. */
  readonly property: string;
}

const ANOTHER_ORG = "00000000-0000-4000-8000-000000000000";

export function samples(oid: string): Sample[] {
  const common = { ...PROVIDER_TEXT, logicalName: "sample" };
  return [
    {
      handler: org,
      inputs: { ...common, name: "Sample" },
      edit: { name: "Edited" },
      property: "name",
    },
    {
      handler: node,
      inputs: { ...common, org: oid, kind: "department", uid: "sample", name: "Sample" },
      edit: { name: "Edited" },
      property: "name",
      immutable: { uid: "another" },
    },
    {
      handler: user,
      inputs: { ...common, username: "sample", initialPassword: "s3cret-pw" },
      edit: { email: "sample@acme.example" },
      property: "email",
      immutable: { username: "another" },
    },
    {
      handler: nodeMembers,
      inputs: { ...common, node: `${oid}/role`, users: ["admin"] },
      edit: { users: [] },
      property: "users",
      immutable: { node: "d_another" },
    },
    {
      handler: app,
      inputs: { ...common, org: oid, uid: "sample", name: "Sample", oauth: { rotate: "1" } },
      edit: { oauth: { rotate: "2", redirectUris: ["https://sample.example"] } },
      property: "oauth",
      immutable: { uid: "another" },
    },
    {
      handler: perm,
      inputs: { ...common, scope: oid, name: "Sample", description: "a sample" },
      edit: { description: null },
      property: "description",
      immutable: { scope: "another" },
    },
    {
      handler: permGrants,
      inputs: { ...common, perm: `${oid}_log_read`, users: ["admin"], nodes: [`${oid}/role`] },
      edit: { nodes: [] },
      property: "nodes",
      immutable: { perm: "app_ci_another" },
    },
    {
      handler: orgMember,
      inputs: { ...common, org: oid, user: "admin", hireDate: "2026-03-01" },
      edit: { position: "Engineer" },
      property: "position",
      immutable: { user: "another" },
    },
    {
      handler: orgMembers,
      inputs: { ...common, org: oid, users: ["admin"], mode: "exact" },
      edit: { users: [] },
      property: "users",
      immutable: { org: ANOTHER_ORG },
    },
  ];
}
