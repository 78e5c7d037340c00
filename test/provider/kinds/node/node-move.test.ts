import assert from "node:assert/strict";
import { node } from "../../../../provider/kinds/node/node";
import { nodeMembers } from "../../../../provider/kinds/node-members";
import { perm } from "../../../../provider/kinds/perm";
import { permGrants } from "../../../../provider/kinds/perm-grants/perm-grants";
import { user } from "../../../../provider/kinds/user/user";
import { proxy, type Proxy } from "../../support/proxy";
import { Stack, type Resource } from "../../support/stack";
import { TestServer, type MadeOrg } from "../../support/test-server";

const DESCENDANTS = 40;
const WIDTH = 3;
const PEOPLE = ["ada1", "bob1", "cyd1"] as const;

/** A node and all below it, as the server tells. */
interface Tree {
  readonly info: { readonly node_uid: string };
  readonly nodes: readonly Tree[];
}

describe("the move of a department with all that it holds", () => {
  let server: TestServer;
  let org: MadeOrg;
  let between: Proxy;
  let stack: Stack;
  before(async () => {
    server = await TestServer.start();
    org = await server.org("Acme");
    between = await proxy(server.url);
    stack = new Stack(between.url);
  });
  after(() => between.close().then(() => server.close()));

  const department = (name: string, parent?: string): Resource => ({
    ...{ name, handler: node },
    inputs: (idOf) => ({
      ...{ org: org.oid, kind: "department", uid: name, name: `部门 ${name}` },
      ...(parent !== undefined && { parent: idOf(parent) }),
    }),
  });
  const people = (at: string, ...users: string[]): Resource => ({
    ...{ name: `${at}-people`, handler: nodeMembers },
    inputs: (idOf) => ({ node: idOf(at), users: users.map(idOf), mode: "exact" }),
  });
  /** Four levels below the one that moves; somebody in it, in the first below and in the last. */
  const below = Array.from({ length: DESCENDANTS }, (_, index) => {
    const parent = index < WIDTH ? "team" : `below${Math.floor(index / WIDTH) - 1}`;
    return department(`below${index}`, parent);
  });
  const last = `below${DESCENDANTS - 1}`;
  const program = (parent: string): Resource[] => [
    ...PEOPLE.map((name) => ({ name, handler: user, inputs: () => ({ username: name }) })),
    ...[department("from"), department("to"), department("team", parent), ...below],
    ...[people("team", "ada1", "bob1"), people("below0", "bob1"), people(last, "cyd1")],
    {
      ...{ name: "deploy", handler: perm },
      inputs: () => ({ scope: org.oid, name: "Deploy" }),
    },
    {
      ...{ name: "grants", handler: permGrants },
      inputs: (idOf) => ({ perm: idOf("deploy"), nodes: [idOf("team"), idOf(last)] }),
    },
  ];

  const idsIn = ({ info, nodes }: Tree): string[] => [info.node_uid, ...nodes.flatMap(idsIn)];
  /** The department with all below it, who is in each, and which of them are granted: by raw HTTP. */
  const held = async () => {
    const tree = (await server.get("node/d_team/tree/")) as unknown as Tree;
    const ids = idsIn(tree);
    const members = await Promise.all(ids.map(async (id) => [id, await server.members(id)]));
    const { results } = await server.get(`perm/${stack.idOf("deploy")}/owner/?status=1`);
    const granted = (results as { uid: string }[]).map(({ uid }) => uid);
    return { tree, count: ids.length, members: Object.fromEntries(members) as object, granted };
  };
  const parent = async () => (await server.get("node/d_team/")).parent_node_uid;

  it(`is one request, and keeps its ${DESCENDANTS} descendants, members and grants`, async () => {
    await stack.up(program("from"));
    const before = await held();
    assert.equal(before.count, 1 + DESCENDANTS);
    assert.deepEqual(before.granted.toSorted(), [`d_${last}`, "d_team"]);
    assert.deepEqual(
      Object.entries(before.members).filter(([, members]) => (members as string[]).length > 0),
      [
        ["d_team", ["ada1", "bob1"]],
        ["d_below0", ["bob1"]],
        [`d_${last}`, ["cyd1"]],
      ],
    );
    assert.equal(await parent(), "d_from");

    assert.deepEqual(await stack.preview(program("to")), ["update team"]);
    between.met.length = 0;
    await stack.up(program("to"));
    const writes = between.met.filter((request) => !/^GET |ucenter\/login/.test(request));
    assert.deepEqual(writes, ["PATCH node/d_to/node/"]);

    assert.equal(await parent(), "d_to");
    assert.deepEqual(await server.children("d_from"), []);
    assert.deepEqual(await held(), before);
    assert.deepEqual(await stack.preview(program("to")), []);
  });
});
