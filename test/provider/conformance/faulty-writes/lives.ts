import { app } from "../../../../provider/kinds/app/app";
import type { Kind, Values } from "../../../../provider/engine/kind";
import { node } from "../../../../provider/kinds/node/node";
import { nodeMembers } from "../../../../provider/kinds/node-members";
import { org } from "../../../../provider/kinds/org";
import { orgMember } from "../../../../provider/kinds/org-member";
import { orgMembers } from "../../../../provider/kinds/org-members";
import { perm } from "../../../../provider/kinds/perm";
import { permGrants } from "../../../../provider/kinds/perm-grants/perm-grants";
import { user } from "../../../../provider/kinds/user/user";
import type { Resource } from "../../support/stack";

type IdOf = (name: string) => string;

/** The inputs of a resource in each step of its life: made, edited, replaced where it can be. */
export interface Life {
  /** The kind, and where it matters which. */
  readonly title: string;
  readonly handler: Kind;
  readonly steps: Readonly<Record<string, (idOf: IdOf) => Values>>;
}

const resource = (name: string, handler: Kind, inputs: Resource["inputs"]): Resource => ({
  name,
  handler,
  inputs,
});

const department = (name: string) =>
  resource(name, node, (idOf) => ({ org: idOf("acme"), kind: "department", name }));
const person = (username: string) => resource(username, user, () => ({ username }));

/** What all lives stand on. */
const GROUND: readonly Resource[] = [
  resource("acme", org, () => ({ name: "Acme 公司" })),
  resource("delta", org, () => ({ name: "Delta" })),
  ...["adalovelace", "gracehopper", "wangxuan", "hanmeimei"].map(person),
  ...["engineering", "sales"].map(department),
  // Who joins a node joins its org, and stays there: these are in it already.
  resource("everybody", orgMembers, (idOf) => ({
    org: idOf("acme"),
    users: ["adalovelace", "gracehopper"],
  })),
  resource("wiki", app, (idOf) => ({ org: idOf("acme"), name: "Wiki" })),
  resource("deploy", perm, (idOf) => ({ scope: idOf("acme"), name: "部署" })),
  resource("audit", perm, (idOf) => ({ scope: idOf("acme"), name: "Audit" })),
];

const REPLACE = { allowReplace: true };

/** @param isOne whether a connection has one org only */
export const groundOf = (isOne: boolean): readonly Resource[] =>
  isOne ? GROUND.filter(({ name }) => name !== "delta") : GROUND;

/** The lives, without what needs a second org where there is none. */
export function livesOn(isOne: boolean): readonly Life[] {
  if (!isOne) return lives;
  return lives
    .filter(({ handler }) => handler !== org)
    .map((life) => {
      const within = Object.entries(life.steps).filter(([, step]) => step(String).org !== "delta");
      return { ...life, steps: Object.fromEntries(within) };
    });
}

/** Of every kind. */
export const lives: readonly Life[] = [
  {
    title: "Org",
    handler: org,
    steps: {
      // An empty org of a killed run may be another's, and is deleted by that word only.
      create: () => ({ name: "Beta", forceDestroy: true }),
      update: () => ({ name: "Beta & Söhne", forceDestroy: true }),
    },
  },
  {
    title: "Node",
    handler: node,
    steps: {
      create: (idOf) => team(idOf, "engineering", { name: "平台", description: "runs 平台" }),
      update: (idOf) => team(idOf, "sales", { name: "Platform", description: null }),
      replace: (idOf) => ({
        ...{ org: idOf("delta"), kind: "department", name: "Platform", ...REPLACE },
      }),
    },
  },
  {
    title: "User",
    handler: user,
    steps: {
      create: () => ({ username: "mariecurie", name: "玛丽", password: "A-first-S3cret!" }),
      update: () => ({
        ...{ username: "mariecurie", name: "Marie", nickname: "Manya" },
        password: "Another-S3cret!",
      }),
      replace: () => ({
        ...{ username: "mariasklodow", name: "Marie", password: "Another-S3cret!", ...REPLACE },
      }),
    },
  },
  {
    title: "NodeMembers",
    handler: nodeMembers,
    steps: {
      create: (idOf) => list(idOf, "engineering", ["adalovelace"]),
      update: (idOf) => list(idOf, "engineering", ["gracehopper"]),
      replace: (idOf) => ({ ...list(idOf, "sales", ["gracehopper"]), ...REPLACE }),
    },
  },
  {
    title: "OrgMember",
    handler: orgMember,
    steps: {
      create: (idOf) => ({ org: idOf("acme"), user: "wangxuan", position: "Engineer" }),
      update: (idOf) => ({ org: idOf("acme"), user: "wangxuan", position: "主管" }),
      replace: (idOf) => ({ org: idOf("acme"), user: "hanmeimei", ...REPLACE }),
    },
  },
  {
    title: "OrgMembers",
    handler: orgMembers,
    steps: {
      create: (idOf) => ({ org: idOf("acme"), users: ["wangxuan"] }),
      update: (idOf) => ({ org: idOf("acme"), users: ["hanmeimei"] }),
    },
  },
  {
    title: "App",
    handler: app,
    steps: {
      create: (idOf) => ci(idOf, { name: "CI", oauth: { redirectUris: ["https://a.example/cb"] } }),
      update: (idOf) => ci(idOf, { name: "持续集成", oauth: { redirectUris: [] } }),
      replace: (idOf) => ({ org: idOf("delta"), name: "持续集成", ...REPLACE }),
    },
  },
  {
    title: "Perm",
    handler: perm,
    steps: {
      create: (idOf) => ({ scope: idOf("wiki"), name: "编辑", description: "may edit" }),
      update: (idOf) => ({ scope: idOf("wiki"), name: "Edit", description: "may edit all" }),
      replace: (idOf) => ({ scope: idOf("acme"), name: "Edit", ...REPLACE }),
    },
  },
  {
    title: "PermGrants",
    handler: permGrants,
    steps: {
      create: (idOf) => grants(idOf, "deploy", ["adalovelace"], ["engineering"]),
      update: (idOf) => grants(idOf, "deploy", ["gracehopper"], ["sales"]),
      replace: (idOf) => ({ ...grants(idOf, "audit", ["gracehopper"], ["sales"]), ...REPLACE }),
    },
  },
];

function team(idOf: IdOf, parent: string, fields: Values): Values {
  return { org: idOf("acme"), kind: "department", parent: idOf(parent), ...fields };
}

function list(idOf: IdOf, of: string, users: readonly string[]): Values {
  return { node: idOf(of), users, mode: "exact" };
}

function ci(idOf: IdOf, fields: Values): Values {
  return { org: idOf("acme"), ...fields };
}

function grants(
  idOf: IdOf,
  of: string,
  users: readonly string[],
  nodes: readonly string[],
): Values {
  return { perm: idOf(of), users, nodes: nodes.map(idOf), mode: "exact" };
}
