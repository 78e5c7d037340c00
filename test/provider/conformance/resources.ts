import { accessId } from "../../../provider/backends/domain/access-id";
import { app } from "../../../provider/kinds/app/app";
import type { Kind, Values } from "../../../provider/engine/kind";
import { node } from "../../../provider/kinds/node/node";
import { nodeMembers } from "../../../provider/kinds/node-members";
import { org } from "../../../provider/kinds/org";
import { orgMember } from "../../../provider/kinds/org-member";
import { orgMembers } from "../../../provider/kinds/org-members";
import { perm } from "../../../provider/kinds/perm";
import { permGrants } from "../../../provider/kinds/perm-grants/perm-grants";
import { user } from "../../../provider/kinds/user/user";
import type { Session } from "../../../provider/run/session";
import { Declared } from "../support/declared";
import type { System } from "./system";

/** What the resources of a test stand on: an org, people, departments, an app, a perm. */
export class Ground {
  private constructor(
    readonly system: System,
    readonly org: string,
    /** Ids by name. */
    readonly ids: Readonly<Record<"engineering" | "sales" | "wiki" | "deploy", string>>,
  ) {}

  static async lay(system: System): Promise<Ground> {
    const { session } = system.session();
    const make = async (handler: Kind, name: string, inputs: Values) =>
      (await new Declared(handler, session, name).create(inputs)).id;
    const oid = await make(org, "acme", { name: "Acme" });
    for (const username of PEOPLE) await make(user, username, { username });
    const department = { org: oid, kind: "department" };
    const engineering = await make(node, "engineering", { ...department, name: "Engineering" });
    const sales = await make(node, "sales", { ...department, name: "市场部" });
    const wiki = await make(app, "wiki", { org: oid, name: "Wiki" });
    const deploy = await make(perm, "deploy", { scope: oid, name: "部署" });
    return new Ground(system, oid, { engineering, sales, wiki, deploy });
  }

  /** Nothing: for an org by itself. */
  static bare(system: System): Ground {
    return new Ground(system, "", { engineering: "", sales: "", wiki: "", deploy: "" });
  }

  /** Tells a session what the program of the ground declares, as a run of it does. */
  own({ hierarchy: { owned } }: Session): void {
    for (const id of [this.org, this.ids.wiki]) owned.add(id);
  }
}

export const PEOPLE = ["adalovelace", "gracehopper", "wangxuan", "hanmeimei"] as const;
const [ADA, GRACE, WANG] = PEOPLE;

/** One kind of resource, and what can be done with it on every system. */
export interface Resource {
  /** The kind, and where it matters which. */
  readonly title: string;
  readonly handler: Kind;
  readonly inputs: (ground: Ground) => Values;
  /** Another value for each property that can change in place. */
  readonly edits: (ground: Ground) => Values;
  /** Somebody changes this property by hand, or takes away what the resource added. */
  readonly drift?: (ground: Ground, id: string) => Promise<void>;
  /** The property in which that shows. */
  readonly drifts?: string;
  /** Somebody deletes it by hand; a list has no existence of its own. */
  readonly vanish?: (ground: Ground, id: string) => Promise<void>;
  /** Whether it goes by the rules of adoption. */
  readonly adopts?: true;
  /** Further inputs by which an interrupted create is known for this resource's own. */
  readonly proof?: Values;
}

export const resources: readonly Resource[] = [
  {
    title: "Org",
    handler: org,
    inputs: () => ({ name: "Beta 分公司" }),
    edits: () => ({ name: "Beta & Söhne" }),
    drift: async ({ system }, id) => void (await system.behind.orgs.update({ id }, { name: "x" })),
    drifts: "name",
    vanish: ({ system }, id) => system.behind.orgs.delete({ id }),
    adopts: true,
  },
  ...(["department", "group", "role", "label", "direct", "manager"] as const).map(
    (kind): Resource => ({
      title: `Node ${kind}`,
      handler: node,
      inputs: ({ org }) => ({ org, kind, name: "Platform", description: "runs 平台" }),
      edits: ({ ids }) => ({
        name: "平台部",
        description: null,
        ...(kind === "department" ? { parent: ids.engineering } : { acceptsMembers: false }),
        visibility: "members",
        visibleToNodes: [ids.sales],
        visibleToUsers: [ADA],
        ...(kind === "manager" && { managerGroup: { scope: "named", nodes: [ids.sales] } }),
        forceDestroy: true,
      }),
      drift: async ({ system, org }, id) =>
        void (await system.behind.nodes.update({ org, id }, { description: "by hand" })),
      drifts: "description",
      vanish: ({ system, org }, id) => system.behind.nodes.delete({ org, id }),
      adopts: true,
    }),
  ),
  {
    title: "User",
    handler: user,
    inputs: () => ({ username: "marycurie", name: "Marie", email: "marie@acme.example" }),
    proof: { initialPassword: "S3cret-of-Marie" },
    edits: () => ({
      name: "玛丽",
      nickname: "Manya",
      email: null,
      phone: "13800138000",
      gender: "female",
      avatar: "https://acme.example/marie.png",
      password: "Another-S3cret!",
      requirePasswordReset: true,
    }),
    drift: async ({ system }, id) => void (await system.behind.users.update({ id }, { name: "x" })),
    drifts: "name",
    vanish: ({ system }, id) => system.behind.users.delete({ id }),
    adopts: true,
  },
  {
    title: "NodeMembers",
    handler: nodeMembers,
    inputs: ({ ids }) => ({ node: ids.engineering, users: [ADA, GRACE], mode: "exact" }),
    edits: () => ({ users: [GRACE, WANG], ordered: true }),
    drift: ({ system, org }, id) =>
      system.behind.nodeMembers.change({ org, id }, { add: [], remove: [ADA] }),
    drifts: "users",
  },
  {
    title: "OrgMember",
    handler: orgMember,
    inputs: ({ org }) => ({ org, user: ADA }),
    edits: () => ({
      email: "ada@acme.example",
      employeeNumber: "7",
      position: "Engineer",
      hireDate: "2026-03-01",
      description: "first",
    }),
    vanish: ({ system, org }) =>
      system.behind.orgMembers.change({ id: org }, { add: [], remove: [ADA] }),
  },
  {
    title: "OrgMembers",
    handler: orgMembers,
    inputs: ({ org }) => ({ org, users: [ADA, GRACE] }),
    edits: () => ({ users: [GRACE, WANG] }),
    drift: ({ system, org }) =>
      system.behind.orgMembers.change({ id: org }, { add: [], remove: [ADA] }),
    drifts: "users",
  },
  {
    title: "App",
    handler: app,
    inputs: ({ org }) => ({ org, name: "CI", description: "builds", oauth: REDIRECT }),
    edits: () => ({
      name: "持续集成",
      description: null,
      logo: "https://acme.example/ci.png",
      homepage: "https://ci.acme.example",
      allowAnyUser: true,
      oauth: { ...REDIRECT, clientType: "public", grantType: "implicit", rotate: "2" },
      saml: { entityId: "https://ci.acme.example", metadata: "<EntityDescriptor/>" },
      ldap: true,
      http: true,
    }),
    drift: async ({ system, org }, id) =>
      void (await system.behind.apps.update({ org, id }, { name: "x" })),
    drifts: "name",
    vanish: ({ system, org }, id) => system.behind.apps.delete({ org, id }),
    adopts: true,
  },
  {
    title: "Perm",
    handler: perm,
    inputs: ({ ids }) => ({ scope: ids.wiki, name: "编辑 edit", description: "may edit" }),
    edits: () => ({ name: "编辑全部", description: null }),
    drift: async ({ system }, id) =>
      void (await system.behind.perms.update({ id }, { description: "x" })),
    drifts: "description",
    vanish: ({ system }, id) => system.behind.perms.delete({ id }),
    adopts: true,
  },
  ...(["deploy", "access"] as const).map((perm): Resource => ({
    title: `PermGrants ${perm}`,
    handler: permGrants,
    inputs: ({ ids }) => ({
      perm: perm === "deploy" ? ids.deploy : accessId(ids.wiki),
      users: [ADA, GRACE],
      nodes: [ids.engineering],
    }),
    edits: ({ ids }) => ({
      users: [GRACE, WANG],
      nodes: [ids.sales],
      denyUsers: [PEOPLE[3]],
      denyNodes: [],
    }),
    drift: ({ system }, id) => {
      const remove = [{ kind: "user", id: ADA, effect: "allow" }] as const;
      return system.behind.grants.change({ id }, { add: [], remove });
    },
    drifts: "users",
  })),
];

const REDIRECT = { redirectUris: ["https://ci.acme.example/callback"] };
