import { nodeKinds } from "../../backends/domain";
import { InvalidError } from "../../backends/errors";
import { checkProperties } from "../../engine/check-properties";
import type { Failure, Values } from "../../engine/kind";
import {
  choice,
  flag,
  found,
  key,
  name,
  optional,
  required,
  text,
  type InputsOf,
  type Outputs,
  type OutputsOf,
  type Properties,
} from "../../engine/property";
import { findApp } from "../../queries/app";
import { findNode } from "../../queries/node";
import { findOrg } from "../../queries/org";
import { findPerm } from "../../queries/perm";
import { findUser } from "../../queries/user";
import type { Session } from "../../run/session";

/** A look-up of what no resource declares, with the types of its values erased. */
export interface PluginFunction {
  readonly name: string;
  readonly doc: string;
  readonly inputs: Properties;
  readonly outputs: Outputs;
  find(session: Session, query: Values): Promise<Values>;
}

/** The one place where checked arguments are taken for those of a function. */
function defineFunction<const I extends Properties, const O extends Outputs>(
  definition: Omit<PluginFunction, "find"> & {
    readonly inputs: I;
    readonly outputs: O;
    find(session: Session, query: InputsOf<I>): Promise<OutputsOf<O>>;
  },
): PluginFunction {
  return definition;
}

const org = required(key, { doc: "Id of the org." });
const description = found(text, "Free text; empty where there is none.");

const all: readonly PluginFunction[] = [
  defineFunction({
    name: "getOrg",
    doc: "Looks up an org: by its name, among those that the account is in, or by its id. Its root node of a kind is `<id>/<kind>`.",
    inputs: {
      name: optional(name, { doc: "Its name; two of one name are an error that lists the ids." }),
      id: optional(key, { doc: "Its id, which finds any." }),
    },
    outputs: {
      id: found(text, "Its id."),
      name: found(text, "Its name."),
      owner: found(text, "Username of the owner."),
    },
    async find(session, { id, name: called }) {
      if (id !== undefined) return withoutRoot(await findOrg(session, { id }));
      if (called !== undefined) return withoutRoot(await findOrg(session, { name: called }));
      throw new InvalidError("give a name or an id");
    },
  }),
  defineFunction({
    name: "getNode",
    doc: "Looks up a node: by its id, by its uid, or by the names from the root of its kind down.",
    inputs: {
      id: optional(key, { doc: "Its id." }),
      org: optional(key, { doc: "Id of the org, unless the id is given." }),
      uid: optional(key, { doc: "Its uid." }),
      path: optional(name, { doc: "The names from the root down: `Engineering/Platform`." }),
      kind: optional(choice(nodeKinds, "NodeKind"), {
        doc: "What it is.",
        byDefault: '"department"',
      }),
    },
    outputs: {
      id: found(text, "Its id."),
      uid: found(text, "Its uid."),
      name: found(text, "Its name."),
      description,
      parentUid: found(text, "Id of the node above."),
    },
    async find(session, { id, org: within, uid, path, kind = "department" }) {
      if (id !== undefined) return findNode(session, { id });
      if (within === undefined)
        throw new InvalidError("give an id, or an org with a uid or a path");
      if (uid !== undefined) return findNode(session, { org: within, uid, kind });
      if (path !== undefined) return findNode(session, { org: within, path, kind });
      throw new InvalidError("give a uid or a path");
    },
  }),
  defineFunction({
    name: "getUser",
    doc: "Looks up a person by the username. Passwords are never told.",
    inputs: { username: required(key, { doc: "Their username." }) },
    outputs: {
      id: found(text, "The username."),
      username: found(text, "The username."),
      userId: found(text, "The server's own number."),
      name: found(text, "What people call them."),
      nickname: found(text, "A short name."),
      email: found(text, "Their email address."),
      phone: found(text, "Their telephone number."),
      gender: found(text, "Their gender."),
      avatar: found(text, "URL of a picture."),
    },
    find: findUser,
  }),
  defineFunction({
    name: "getApp",
    doc: "Looks up an app by its org and uid, without its client's secret.",
    inputs: { org, uid: required(key, { doc: "Its uid." }) },
    outputs: {
      id: found(text, "The uid."),
      name: found(text, "What people call it."),
      description,
      logo: found(text, "URL of a picture."),
      homepage: found(text, "URL where its users begin."),
      allowAnyUser: found(flag, "Whether everybody may use it."),
      clientId: found(text, "Of its OAuth client, where that is on.", { optional: true }),
      accessPerm: found(text, "The perm to use the app: for `PermGrants`."),
    },
    find: findApp,
  }),
  defineFunction({
    name: "getPerm",
    doc: "Looks up a perm: by its scope and name, or by its id. For system administrators.",
    inputs: {
      id: optional(key, { doc: "Its id." }),
      scope: optional(key, { doc: "Id of its app or org, unless the id is given." }),
      name: optional(name, { doc: "Its name." }),
    },
    outputs: {
      id: found(text, "Its id."),
      scope: found(text, "Id of its app or org."),
      name: found(text, "What people call it."),
      description,
      permId: found(text, "The server's own number.", { optional: true }),
    },
    async find(session, { id, scope, name: called }) {
      if (id !== undefined) return findPerm(session, { id });
      if (scope === undefined || called === undefined) {
        throw new InvalidError("give an id, or a scope and a name");
      }
      return findPerm(session, { scope, name: called });
    },
  }),
];

/** The look-ups, by the names by which programs call them. */
export const functions: ReadonlyMap<string, PluginFunction> = new Map(
  all.map((one) => [one.name, one]),
);

/** What is wrong with the arguments of a look-up. */
export const queryFailures = ({ inputs }: PluginFunction, query: Values): Failure[] =>
  checkProperties(inputs, query);

/** The root of a kind is a function of the id. */
const withoutRoot = ({ id, name: called, owner }: { id: string; name: string; owner: string }) => ({
  ...{ id, name: called, owner },
});
