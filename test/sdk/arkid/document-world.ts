import { startServer, type RunningServer } from "../../../emulator";
import {
  type App,
  ArkIDClient,
  type Node,
  type Org,
  passwordAuthorizer,
  type Perm,
} from "../../../sdk";

/** A server, and one administrator's client of it. */
export interface Served {
  server: RunningServer;
  admin: ArkIDClient;
  /** What the server has shown to whoever runs it. */
  lines: string[];
}

/** Starts an embedded server that sends codes by SMS into its log. */
export async function serve(): Promise<Served> {
  const lines: string[] = [];
  const server = await startServer({ adminPassword: "secret12", log: (line) => lines.push(line) });
  const authorizer = passwordAuthorizer({ username: "admin", password: "secret12" });
  const admin = new ArkIDClient({ url: server.url, authorizer });
  await admin.patch("config", { body: { account_config: { allow_mobile: true } } });
  return { server, admin, lines };
}

/** What a row of the document is tried on: an org of its own, and a member who can log in. */
export interface World extends Served {
  /** A number that no other row has. */
  n: number;
  org: Org;
  /** A department below the org's. */
  dept: Node;
  /** A group of the org's roles. */
  group: Node;
  app: App;
  /** Inside the app. */
  perm: Perm;
  /** The app's own: who has it may use the app. */
  access: string;
  /** A member of both nodes. */
  ada: string;
  /** In no node and no org. */
  bob: string;
  password: string;
  /** The client of a member. */
  member: ArkIDClient;
}

let made = 0;

/** Makes a world on a server. */
export async function worldOn(served: Served): Promise<World> {
  const { admin: c, server } = served;
  const n = ++made;
  const [ada, bob, password] = [`ada${1000 + n}`, `bob${1000 + n}`, "pw123456"];
  const org = await c.org.create({ name: `Org ${n}` });
  const dept = await c.node.createChild(`d_${org.deptUid}`, { name: "Dev", uid: `dev${n}` });
  const group = await c.node.createChild(`g_${org.roleUid}`, { name: "Role", uid: `role${n}` });
  const app = await c.app.create(org.oid, { name: `App ${n}`, uid: `app${n}` });
  const perm = await c.perm.create({ scope: app.uid, name: `Deploy ${n}` });
  await c.user.create({
    username: ada,
    name: "Ada",
    password,
    nodes: [dept.nodeUid, group.nodeUid],
  });
  await c.user.create({ username: bob, name: "Bob", password });
  const authorizer = passwordAuthorizer({ username: ada, password });
  const member = new ArkIDClient({ url: server.url, authorizer });
  const access = `app_${app.uid}_access`;
  return { ...served, n, org, dept, group, app, perm, access, ada, bob, password, member };
}

/** All of a list. */
export async function all<T>(list: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of list) items.push(item);
  return items;
}
