import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import { appsAndPerms } from "./lives/apps-and-perms";
import { GROUND } from "./lives/ground";
import { lists } from "./lives/lists";
import { orgsAndNodes } from "./lives/orgs-and-nodes";
import { people } from "./lives/people";
import type { Look, Row } from "./lives/row";
import { remake, remove, unmake, victims, VICTIMS } from "./lives/victims";
import { IdentityServer } from "./support/identity-server";
import { Project, type Step } from "./support/project";
import { workshop } from "./support/workshop";

const rows: readonly Row[] = [...orgsAndNodes, ...people, ...appsAndPerms, ...lists];
const drifting = rows.filter(({ drift }) => drift !== undefined);
const KINDS = [
  "App",
  "Node",
  "NodeMembers",
  "Org",
  "OrgMember",
  "OrgMembers",
  "Perm",
  "PermGrants",
];

/** All rows in one program: each property before its edit, or after. */
const program = (at: 0 | 1) =>
  [GROUND, ...rows.map(({ code, values }) => code(values[at])), VICTIMS].join("\n");

/** One life for every kind of resource and each property of it, under the real CLI. */
describe("the life of every kind", function () {
  this.timeout(240_000);
  let server: IdentityServer;
  let project: Project;
  let look: Look;

  before(async () => {
    server = await IdentityServer.start();
    project = new Project(await workshop(), "life");
    look = { server, idOf: (name) => project.idOf(name) };
    await project.configure(server.settings);
  });
  after(async () => {
    project.remove();
    await server.close();
  });

  const holds = async (at: 0 | 1) => {
    for (const row of rows) assert.deepEqual(await row.live(look), row.held(look)[at], row.name);
  };
  const refreshed = ["--refresh", "--run-program"];
  const settled = async () => {
    const { code, output } = await project.run("preview", ...refreshed, "--expect-no-changes");
    assert.equal(code, 0, output);
  };
  /** What a plan changes, by resource: exactly these properties. */
  const changesIn = (steps: Step[]) =>
    steps.map(({ op, urn, diffReasons, oldState, newState }) => {
      const [before, after] = [oldState?.inputs ?? {}, newState?.inputs ?? {}];
      const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
      const differing = keys.filter((key) => !isDeepStrictEqual(before[key], after[key]));
      return `${op} ${nameIn(urn)}: ${(diffReasons ?? differing).join(", ")}`;
    });
  const nameIn = (urn: string) => String(urn.split("::").at(-1));
  const updates = (some: readonly Row[]) =>
    some.map(({ name, property }) => `update ${name}: ${property}`).sort();

  it("has a row for every kind", () => {
    const kinds = new Set(rows.map(({ kind }) => kind));
    assert.deepEqual([...kinds].sort(), [...KINDS, "User"].sort());
  });

  it("is previewed as creations, and nothing is made", async () => {
    project.program(program(0));
    const ops = new Set((await project.plan()).map(({ op }) => op));
    assert.deepEqual([...ops], ["create"]);
    assert.deepEqual([await server.orgs(), await server.usernames()], [[], []]);
  });

  it("begins with what is declared, and nothing more to do", async () => {
    await project.up();
    await holds(0);
    await settled();
  });

  it("keeps less than 100 bytes of provider text, the tenant and the schema of each resource", () => {
    const identity = project.resources().filter(({ type }) => type.includes("/identity:"));
    assert.ok(identity.length > rows.length);
    for (const { inputs, outputs } of identity) {
      assert.ok(String(inputs.__provider).length < 100);
      assert.deepEqual([outputs.tenant, outputs.schema], [server.url, 2]);
    }
  });

  it("previews each edit as an update of exactly that property", async () => {
    project.program(program(1));
    assert.deepEqual(changesIn(await project.plan()).sort(), updates(rows));
  });

  it("makes each edit in place, and nothing more to do", async () => {
    const ids = rows.map(({ name }) => project.idOf(name));
    await project.up();
    await holds(1);
    assert.deepEqual(
      rows.map(({ name }) => project.idOf(name)),
      ids,
    );
    assert.deepEqual(await project.plan(), []);
    await settled();
  });

  it("shows what was changed behind its back as exactly that property", async () => {
    for (const { drift } of drifting) await drift?.(look);
    assert.deepEqual(changesIn(await project.plan(...refreshed)).sort(), updates(drifting));
  });

  it("heals it by one up", async () => {
    await project.up(...refreshed);
    await holds(1);
  });

  it("shows what was deleted behind its back as creations", async () => {
    await remove(look);
    const plan = await project.plan(...refreshed);
    const ops = plan.map(({ op, urn }) => `${op} ${nameIn(urn)}`);
    assert.deepEqual(ops.sort(), victims.map((name) => `create ${name}`).sort());
  });

  it("says what was made there by somebody else, and does not take it for its own", async () => {
    await remake(look);
    const { output } = await project.run("preview", ...refreshed);
    const node = /node "Gone" \(d_gone-node-\w+\)/;
    for (const what of [/user "goneuser"/, node, /app "gone"/, /perm "app_.*_gone"/]) {
      assert.match(output, new RegExp(`${what.source} was replaced behind your back`));
    }
    for (const name of ["gone-user", "gone-node", "gone-app", "gone-perm"]) {
      assert.match(output, new RegExp(`\\+ .*${name} create`));
    }
  });

  it("makes them again", async () => {
    await unmake(look);
    await project.up(...refreshed);
    await holds(1);
    assert.deepEqual(await server.members(project.idOf("gone-node")), ["bobbyfischer"]);
    assert.deepEqual(await server.children(project.idOf("gone-node")), ["Below"]);
    const granted = await server.owners(project.idOf("gone-perm"), 1);
    assert.deepEqual(granted, ["bobbyfischer", project.idOf("gone-node")]);
    await settled();
  });

  it("keeps and prints no secret in plain text", async () => {
    const { oauth_app } = await server.get<{ oauth_app: { client_secret: string } }>(
      `org/any/app/${project.idOf("app-oauth-oauth-app")}/`,
    );
    assert.ok(oauth_app.client_secret.length > 20);
    const passwords = ["secret-before", "secret-after", "the-same-secret", server.password];
    for (const secret of [...passwords, oauth_app.client_secret]) {
      assert.ok(!project.stateText().includes(secret) && !project.printed.includes(secret));
    }
  });

  it("ends with nothing left on the server", async () => {
    await project.succeed("destroy", "--yes", "--skip-preview");
    assert.deepEqual([await server.orgs(), await server.usernames()], [[], []]);
    assert.deepEqual(project.resources(), []);
  });
});
