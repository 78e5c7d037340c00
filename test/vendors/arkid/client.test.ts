import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { serve, worldOn, type Served, type World } from "../../sdk/arkid/document-world";
import { pythonWith } from "../python";

interface Back {
  status?: number;
  data: unknown;
}
type Data = Record<string, unknown>;
/** A method of the client, its arguments, and what of the answer tells that it is right. */
type Call = [method: string, args: unknown[], told: (data: never) => unknown, back: unknown];

const PROGRAM = join(__dirname, "call.py");

const names = (list: { username: string }[]) =>
  list.map(({ username }) => username.replace(/\d+$/, ""));
const uids = (list: { uid: string }[]) => list.map(({ uid }) => uid.replace(/\d+$/, ""));
const field = (key: string) => (data: Data) => data[key];
const results = ({ results: list }: { results: { username: string }[] }) => names(list);
const people = ({ results: list }: { results: { user: { username: string } }[] }) =>
  names(list.map(({ user }) => user));
const users = (data: { users: { username: string }[] }) => names(data.users);
const nodes = (data: { nodes: { uid: string }[] }) => uids(data.nodes);

/** Every method of arkid-client 0.1.0, in an order in which each finds what it needs. */
function callsIn(w: World, key: string): Call[] {
  const { n, org, ada, bob, password } = w;
  const [dept, group] = [w.dept.nodeUid, w.group.nodeUid];
  const eve = `eve${1000 + n}`;
  const made = { user: { username: eve, password }, node_uids: [dept] };
  return [
    ["start_auth", [ada, password], field("name"), "Ada"],
    ["get_token", [], (token: string) => token.length, 40],
    ["auth_to_get_token", [ada, password], (token: string) => token.length, 40],
    ["get_authorizer", [ada, password], (header: string) => header.slice(0, 6), "token "],
    ["auth_token", ["$authorizer"], field("username"), "admin"],
    ["query_user", [ada], people, ["ada"]],
    ["query_isolated_user", [1, 30], results, ["bob"]],
    ["query_specified_user", [ada], (data: { user: Data }) => data.user["name"], "Ada"],
    ["create_user", [made], (data: { nodes: { uid: string }[] }) => nodes(data), ["dev"]],
    ["update_specified_user", [eve, { name: "Eve" }], (d: { user: Data }) => d.user["name"], "Eve"],
    ["query_own_org", [], (data: unknown[]) => data.length, 1],
    ["query_specified_org", [org.oid], field("name"), org.name],
    ["create_org", [{ name: "New" }], field("name"), "New"],
    ["update_specified_org", [org.oid, { name: "Acme" }], field("name"), "Acme"],
    ["add_orguser", [org.oid, [bob]], field("subject"), "add"],
    ["query_orguser", [org.oid], results, ["admin", "ada", "eve", "bob"]],
    ["delete_orguser", [org.oid, [bob]], field("subject"), "delete"],
    ["query_specified_orguser", [org.oid, ada], field("name"), "Ada"],
    ["update_specified_orguser", [org.oid, ada, { position: "Dev" }], field("position"), "Dev"],
    ["get_org_invitation_key", [org.oid], field("invite_link_key"), key],
    ["view_org_by_invitation_key", [org.oid, key], field("name"), "Acme"],
    ["join_org_by_invitation_key", [org.oid, key], field("oid"), org.oid],
    [
      "refresh_org_invitation_key",
      [org.oid],
      (data: Data) => data["invite_link_key"] !== key,
      true,
    ],
    ["switch_current_org", [{ oid: org.oid }], field("oid"), org.oid],
    ["get_current_org", [], field("oid"), org.oid],
    ["query_specified_node", [dept], field("name"), "Dev"],
    ["view_specified_node", [dept], field("name"), "Dev"],
    ["update_specified_node", [dept, { name: "R&D" }], field("name"), "R&D"],
    ["create_subnode", [dept, { name: "a", uid: `a${n}` }], field("parent_node_uid"), dept],
    ["create_subnode", [dept, { name: "b", uid: `b${n}` }], field("parent_node_uid"), dept],
    ["get_subnode", [dept], nodes, ["a", "b"]],
    ["sort_subnode", [dept, [`d_b${n}`, `d_a${n}`]], nodes, ["b", "a"]],
    ["add_subnode", [`d_b${n}`, [`d_a${n}`]], nodes, ["a"]],
    ["get_node_tree_list", [dept], uids, ["dev", "b", "a"]],
    ["get_node_tree", [dept, true], field("headcount"), 2],
    ["view_node_tree", [dept, true], field("headcount"), 2],
    ["query_user_under_node", [group], results, ["ada"]],
    ["query_user_under_node", [group, "zzz"], results, []],
    ["add_user_under_node", [dept, [bob]], users, ["ada", "eve", "bob"]],
    ["sort_user_under_node", [dept, [bob, eve, ada]], users, ["bob", "eve", "ada"]],
    ["delete_user_under_node", [dept, [eve]], users, ["bob", "ada"]],
    ["override_user_under_node", [dept, [ada]], users, ["ada"]],
    ["move_out_user_under_node", [dept, [ada]], users, []],
    ["delete_specified_node", [`d_a${n}`, true], (data: unknown) => data, null],
    ["delete_specified_user", [eve], (data: unknown) => data, null],
    ["delete_specified_org", [org.oid], (data: unknown) => data, null],
    ["query_specified_org", [org.oid], field("detail"), "未找到。"],
    ["revoke_token", ["$authorizer"], (data: unknown) => data, null],
    ["query_own_org", [], (data: Data) => typeof data["detail"], "string"],
  ];
}

describe("the ArkID client of PyPI, on the embedded server", function () {
  this.timeout(200_000);
  let served: Served;
  let calls: Call[];
  let came: { methods: string[]; backs: Back[] };

  before(async function () {
    const wanted = { name: "arkid-client", version: "0.1.0", besides: ["six"] };
    const python = await pythonWith(wanted);
    if (python === undefined) return this.skip();
    served = await serve();
    const world = await worldOn(served);
    calls = callsIn(world, await served.admin.org.getInvitationKey(world.org.oid));
    const child = spawn(python, [PROGRAM]);
    child.stdin.end(
      JSON.stringify({
        // It adds no more than the name of a service.
        ...{ url: `${served.server.url}/siteapi/v1`, username: "admin", password: "secret12" },
        calls: calls.map(([method, args]) => [method, args, {}]),
      }),
    );
    const [out, told] = await Promise.all([text(child.stdout), text(child.stderr)]);
    assert.notEqual(out, "", told);
    came = JSON.parse(out) as typeof came;
  });
  after(() => served?.server.close());

  it("makes every call that it has", () => {
    const made = new Set(calls.map(([method]) => method));
    assert.deepEqual([...made].toSorted(), came.methods);
  });

  it("gets from every method what the document has", () => {
    const told = calls.map(([method, , tell], index) => {
      const { data } = came.backs[index] as Back;
      try {
        return [method, tell(data as never)];
      } catch {
        return [method, data];
      }
    });
    assert.deepEqual(
      told,
      calls.map(([method, , , back]) => [method, back]),
    );
  });
});
