import assert from "node:assert/strict";
import { detect } from "../../../cli/drift/detect";
import { formats } from "../../../cli/drift/formats";
import { textIn } from "../../../cli/drift/formats/text";
import { narrowed } from "../../../cli/drift/narrow";
import { colorsOf } from "../../../cli/terminal/colors";
import type { Finding } from "../../../cli/findings/finding";
import { TestServer, type MadeOrg } from "../../provider/support/test-server";
import { inspectorOf } from "../support/inspector";
import { finding, HOSTILE, reportWith } from "./support/report";
import { Program } from "./support/seeded";

describe("the code that drift --fix shows", () => {
  let server: TestServer;
  let program: Program;
  let acme: MadeOrg;
  beforeEach(async () => {
    server = await TestServer.start();
    program = new Program(server);
    const org = await program.add("Org", "acme", { name: "Acme" });
    await program.add("User", "ada", { username: "adal", name: "Ada", password: "secret-pw-1" });
    await program.add("Node", "lab", {
      ...{ org, kind: "department", uid: "lab", name: "Lab", description: "one" },
    });
    await program.add("NodeMembers", "people", { node: "d_lab", users: ["adal"], mode: "exact" });
    acme = await server.orgNamed("Acme");
  });
  afterEach(() => server.close());

  const found = async (resources = program.resources) => {
    const { session } = server.session();
    const connection = { inspector: inspectorOf(session), resources };
    return detect(connection, undefined, undefined, program.at, true);
  };
  const fixOf = async (fits: (one: Finding) => boolean) =>
    narrowed(await found(), { ignore: [], only: [] }).findings.find(fits)?.fix;

  it("is the lines as they are now, for what changed", async () => {
    await server.send("PATCH", "node/d_lab/", { name: "实验室", remark: "" });
    const fix = await fixOf(({ category }) => category === "changed");
    assert.equal(fix, 'name: "实验室",\ndescription: "",\n');
  });

  it("is in the words of an OrgTree, for what that has made", async () => {
    const org = acme.oid;
    await program.add("User", "acme/grace", { username: "hopper", password: "secret-pw-2" });
    const dev = { org, kind: "department", uid: "dev", name: "Dev" };
    await program.add("Node", "acme/dev", dev);
    await program.add("Node", "acme/q.a", { ...dev, uid: "qa", name: "QA" });
    await program.add("Node", "acme/ops", { ...dev, uid: "ops", name: "Ops", parent: "d_dev" });
    const until = "2999-12-31";
    await program.add("NodeMembers", "acme/dev-people", {
      ...{ node: "d_dev", users: ["adal"], mode: "exact" },
    });
    await program.add("NodeMembers", "acme/ops-people", {
      ...{ node: "d_ops", users: [{ user: "hopper", until }, "adal"], mode: "exact" },
    });
    await server.join("d_dev", "hopper");
    await server.send("DELETE", "user/adal/");
    await server.send("PATCH", "node/d_qa/node/", { subject: "add", node_uids: ["d_ops"] });
    const inTree = program.resources.map((one) => ({
      ...one,
      urn: one.urn.replace("pulumi-nodejs", "identity:index:OrgTree$pulumi-nodejs"),
    }));
    const { findings } = await found(inTree);
    const fixes = findings.flatMap(({ resource = "", list, fix }) =>
      /^acme\/(dev|ops)/.test(resource) || list === "users" ? [fix] : [],
    );
    assert.deepEqual(fixes, [
      '// parent: move the entry below "q.a"\n',
      'people: ["grace"],\n',
      'people: [{ person: "grace", until: "2999-12-31" }],\n',
      'people: [..., "grace"], // of "dev" in OrgTree "acme"\n',
    ]);
  });

  it("is a statement for each unmanaged node, the ones below it too, with its people", async () => {
    await server.node(acme.root("department"), "new", { name: HOSTILE.slice(0, 30) });
    await server.node("d_new", "below", { name: "Below" });
    await server.people("grace");
    await server.join("d_below", "grace");
    const fix = await fixOf(({ category, kind }) => category === "unmanaged" && kind === "Node");
    assert.match(fix ?? "", new RegExp(`org: "${acme.oid}"`));
    assert.match(fix ?? "", /uid: "new",[^]*adopt: "only"/);
    assert.match(fix ?? "", /new Node\("below", \{[^]*parent: "d_new",[^]*adopt: "only"/);
    assert.match(fix ?? "", /new NodeMembers\("below-people", \{[^]*users: \["grace"\]/);
    assert.equal((fix ?? "").includes("\u001b"), false);
  });

  it("is an app with its perms and grants, and no secret", async () => {
    const path = `org/${acme.oid}/app/`;
    await server.send("POST", path, {
      ...{ uid: "wiki", name: "维基", oauth_app: { redirect_uris: "https://wiki.example" } },
    });
    await server.send("POST", "perm/", { scope: "wiki", name: "Edit" });
    await server.send("PATCH", "perm/app_wiki_edit/owner/", {
      user_perm_statuses: [{ uid: "adal", status: 1 }],
    });
    const fix = (await fixOf(({ kind }) => kind === "App")) ?? "";
    assert.match(fix, /new App\("weiji", \{/);
    assert.match(fix, /redirectUris: \["https:\/\/wiki.example"\]/);
    assert.match(fix, /new Perm\("weiji-edit", \{ scope: weiji, name: "Edit", adopt: "only" \}\)/);
    assert.equal(/client|secret/i.test(fix), false);
  });

  it("is the entry of a list that the program has, else a list", async () => {
    await server.people("grace");
    await server.join("d_lab", "grace");
    const fix = await fixOf(({ member }) => member === "grace");
    assert.equal(fix, 'users: [..., "grace"], // in NodeMembers "people"\n');
  });

  it("is the whole of an exact list, after which there is nothing to do", async () => {
    await server.people("grace");
    await server.join("d_lab", "grace");
    await server.send("PATCH", "node/d_lab/user/", { subject: "delete", user_uids: ["adal"] });
    const fix = await fixOf(({ category }) => category === "changed");
    assert.equal(fix, 'users: ["grace"],\n');
    await program.up("people", { ...program.inputsOf("people"), users: ["grace"] });
    assert.equal(await fixOf(({ kind }) => kind === "NodeMembers"), undefined);
  });

  it("is an empty list where nobody is left, and keeps end dates", async () => {
    const users = [{ user: "adal", until: "2999-12-31" }];
    await program.up("people", { ...program.inputsOf("people"), users });
    await server.people("grace");
    await server.send("PATCH", "node/d_lab/user/", { subject: "delete", user_uids: ["adal"] });
    const isChanged = ({ category }: Finding) => category === "changed";
    assert.equal(await fixOf(isChanged), "users: [],\n");
    const both = [...users, "grace"];
    await program.up("people", { ...program.inputsOf("people"), users: both });
    await server.send("PATCH", "node/d_lab/user/", { subject: "delete", user_uids: ["grace"] });
    assert.equal(await fixOf(isChanged), 'users: [{ user: "adal", until: "2999-12-31" }],\n');
  });

  it("leaves out of a list whose end date has passed", async () => {
    await server.people("grace");
    const users = [{ user: "adal", until: "2999-12-31" }, "grace"];
    await program.up("people", { ...program.inputsOf("people"), users });
    await server.send("PATCH", "node/d_lab/user/", { subject: "delete", user_uids: ["grace"] });
    program.at = new Date("3000-01-01T00:00:00Z");
    assert.equal(await fixOf(({ category }) => category === "changed"), "users: [],\n");
  });

  it("is a membership, for somebody in the org; none for what is missing", async () => {
    await server.people("grace");
    await server.send("PATCH", `org/${acme.oid}/user/`, { subject: "add", usernames: ["grace"] });
    await server.send("PATCH", "node/d_lab/user/", { subject: "delete", user_uids: ["adal"] });
    await server.send("DELETE", "node/d_lab/");
    const fix = await fixOf(({ kind }) => kind === "OrgMember");
    assert.equal(fix, `new OrgMember("grace", { org: "${acme.oid}", user: "grace" });\n`);
    assert.equal(await fixOf(({ category }) => category === "missing"), undefined);
  });

  it("stands on the page and below the tables of a comment, and no name ends it there", async () => {
    await server.send("PATCH", "node/d_lab/", { name: "```\n</code>\u202e@eve" });
    const report = reportWith((await found()).findings);
    const comment = formats.markdown(report);
    assert.match(comment, /<summary><b>Code to paste<[^]*\n````ts\nname: "```[^\n]*@eve",\n````\n/);
    const page = formats.html(report);
    assert.match(page, /<pre class="fix"><code>name: [^<]*@eve[^<]*<\/code><\/pre>/);
    assert.equal(/[\u202e]/.test(comment + page), false);
  });

  it("gives way in a comment where there is no room, and says how much more there is", () => {
    const fix = `name: "${"x".repeat(20_000)}",\n`;
    const many = Array.from({ length: 5 }, (_, at) => finding({ id: `00000000000${at}`, fix }));
    const comment = formats.markdown(reportWith(many));
    assert.ok(comment.length < 65_000);
    assert.match(comment, /\n\nand 2 more\n\n<\/details>/);
  });

  it("stands below the advice in the text, and in no report that was not asked for it", async () => {
    await server.send("PATCH", "node/d_lab/", { name: "Kitchen" });
    const report = reportWith((await found()).findings);
    const text = textIn(colorsOf({ isTTY: false }))(report);
    assert.match(text, /sets it back[^\n]*\n +name: "Kitchen",\n/);
    const { findings } = await program.detect();
    assert.ok(findings.every(({ fix }) => fix === undefined));
  });
});
