import assert from "node:assert/strict";
import { TestServer } from "../../provider/support/test-server";
import { Program, told } from "./support/seeded";

describe("drift detection", () => {
  let server: TestServer;
  let program: Program;
  let oid: string;
  let platform: string;
  let ci: string;
  let deploy: string;
  let rootUid: string;
  let rootOf: (kind: "role" | "group") => string;

  beforeEach(async () => {
    server = await TestServer.start();
    program = new Program(server);
    oid = await program.add("Org", "acme", { name: "Acme" });
    const made = await server.get(`org/${oid}/`);
    rootUid = String(made.dept_uid);
    rootOf = (kind) => `g_${String(made[`${kind}_uid`])}`;
    const engineering = await program.add("Node", "engineering", {
      ...{ org: oid, kind: "department", uid: "eng", name: "Engineering", description: "r" },
    });
    platform = await program.add("Node", "platform", {
      ...{ org: oid, kind: "department", uid: "platform", name: "平台", parent: engineering },
    });
    await program.add("Node", "leads", { org: oid, kind: "role", uid: "leads", name: "Leads" });
    await program.add("Node", "admins", {
      ...{ org: oid, kind: "manager", uid: "admins", name: "Admins", visibility: "members" },
      managerGroup: { scope: "own" },
    });
    for (const username of ["ada1", "bob1", "cyd1"]) {
      await program.add("User", username, { username, name: username, password: "s3cret-pw" });
    }
    await program.add("NodeMembers", "platform-people", {
      ...{ node: platform, users: ["ada1", "bob1"], mode: "exact" },
    });
    await program.add("NodeMembers", "leads-people", { node: "g_leads", users: ["ada1"] });
    await program.add("OrgMember", "ada-at-acme", { org: oid, user: "ada1", position: "CTO" });
    await program.add("OrgMembers", "acme-people", { org: oid, users: ["cyd1"], mode: "exact" });
    ci = await program.add("App", "ci", {
      ...{ org: oid, uid: "ci", name: "CI" },
      oauth: { redirectUris: ["https://ci.example/a", "https://ci.example/b"] },
    });
    deploy = await program.add("Perm", "deploy", { scope: ci, name: "Deploy", description: "d" });
    await program.add("PermGrants", "deployers", {
      ...{ perm: deploy, users: ["ada1"], nodes: [`${oid}/department`], mode: "exact" },
    });
    await program.add("PermGrants", "ci-users", { perm: "ci/access", nodes: ["d_platform"] });
  });
  afterEach(() => server.close());

  const found = async () => told(await program.detect());
  const grant = (perm: string, users: object[], nodes: object[] = []) =>
    server.send("PATCH", `perm/${perm}/owner/`, {
      user_perm_status: users,
      node_perm_status: nodes,
    });

  it("finds nothing where all is as declared", async () => {
    const { findings, unseen, checked } = await program.detect();
    assert.deepEqual([findings, unseen, checked], [[], [], 16]);
  });

  it("hands on the tree of the org, with how many are in each node", async () => {
    const { orgs } = await program.detect();
    assert.deepEqual(
      orgs[0]?.nodes.filter((node) => !node.builtIn).map((node) => `${node.name} ${node.members}`),
      ["Engineering 0", "平台 2", "Admins 0", "Leads 1"],
    );
    assert.equal(orgs[0]?.nodes.filter(({ parent }) => parent === undefined).length, 6);
  });

  it("advises to take back by hand only the grants that the next up leaves alone", async () => {
    await grant(deploy, [{ uid: "bob1", status: 1 }]);
    await grant("app_ci_access", [{ uid: "cyd1", status: 1 }]);
    const { findings } = await program.detect();
    const advice = new Map(findings.map(({ member = "", advice }) => [member, advice]));
    assert.match(
      advice.get("bob1") ?? "",
      /or let `pulumi up --refresh --run-program` take it out$/,
    );
    assert.match(advice.get("cyd1") ?? "", /or take the grant back by hand$/);
  });

  const patch = (path: string, body: object) => server.send("PATCH", path, body);
  const remove = (path: string) => server.send("DELETE", path);
  const member = (subject: "add" | "delete", node: string, ...user_uids: string[]) =>
    patch(`node/${node}/user/`, { subject, user_uids });

  /** Done behind the program's back, and all that is found then. */
  const changed: Record<string, [() => Promise<unknown>, ...string[]]> = {
    "the name of an org": [
      () => patch(`org/${oid}/`, { name: "Acme Inc" }),
      "changed Org Acme Inc name Acme→Acme Inc",
    ],
    "the name and the description of a node": [
      () => patch("node/d_platform/", { name: "Web", remark: "not declared" }),
      "changed Node Acme/Engineering/Web name 平台→Web",
    ],
    "a node moved elsewhere": [
      () => patch(`node/d_${rootUid}/node/`, { subject: "add", node_uids: ["d_platform"] }),
      "changed Node Acme/平台 parent d_eng→ROOT",
    ],
    "who sees a node": [
      () => patch("node/g_admins/", { visibility: 1 }),
      "changed Node Acme/manager/Admins visibility members→everyone",
    ],
    "a person's name": [
      () => patch("user/ada1/", { name: "Ada", email: "ada@acme.example" }),
      "changed User ada1 name ada1→Ada",
    ],
    "somebody taken out of an exact list": [
      () => member("delete", "d_platform", "bob1"),
      "changed NodeMembers Acme/Engineering/平台 users.bob1 member→-",
    ],
    "somebody taken out of an additive list": [
      () => member("delete", "g_leads", "ada1"),
      "changed NodeMembers Acme/role/Leads users.ada1 member→-",
    ],
    "what an org keeps of a member": [
      () => patch(`org/${oid}/user/ada1/`, { position: "CEO" }),
      "changed OrgMember Acme/ada1 position CTO→CEO",
    ],
    "somebody taken out of an org": [
      () => patch(`org/${oid}/user/`, { subject: "delete", usernames: ["cyd1"] }),
      "changed OrgMembers Acme users.cyd1 member→-",
    ],
    "an app's redirect addresses": [
      () =>
        patch(`org/${oid}/app/ci/`, {
          oauth_app: { redirect_uris: "https://evil.example" },
        }),
      'changed App Acme/CI oauth.redirectUris ["https://ci.example/a","https://ci.example/b"]→["https://evil.example"]',
    ],
    "an app's protocol switched off": [
      () => patch(`org/${oid}/app/ci/`, { oauth_app: null }),
      'changed App Acme/CI oauth {"redirectUris":["https://ci.example/a","https://ci.example/b"]}→false',
    ],
    "a perm's name": [
      () => patch(`perm/${deploy}/`, { name: "Ship" }),
      "changed Perm Acme/CI/Ship name Deploy→Ship",
    ],
    "a grant taken back": [
      () => grant(deploy, [{ uid: "ada1", status: 0 }]),
      "changed PermGrants Acme/CI/Deploy users.ada1 member→-",
    ],
    "a grant turned round": [
      () => grant(deploy, [{ uid: "ada1", status: -1 }]),
      "changed PermGrants Acme/CI/Deploy users.ada1 member→-",
      "unmanaged PermGrants denyUsers Acme/CI/Deploy/ada1",
    ],
  };

  const missing: Record<string, [() => Promise<unknown>, ...string[]]> = {
    "a node, with its list": [
      async () => {
        await member("delete", "d_platform", "ada1", "bob1");
        await remove("node/d_platform/");
      },
      "changed PermGrants Acme/CI/访问CI nodes.d_platform member→-",
      "missing Node Acme/Engineering/平台",
      "missing NodeMembers Acme/Engineering/平台",
    ],
    "a node replaced by another": [
      async () => {
        await remove("node/g_leads/?ignore_user=true");
        await server.node(rootOf("role"), "leads", { name: "Others" });
      },
      "changed NodeMembers Acme/role/Others users.ada1 member→-",
      "missing! Node Acme/role/Others",
    ],
    "a person": [
      () => remove("user/cyd1/"),
      "changed OrgMembers Acme users.cyd1 member→-",
      "missing User cyd1",
    ],
    "a member of an org": [
      async () => {
        await member("delete", "d_platform", "ada1");
        await member("delete", "g_leads", "ada1");
        await patch(`org/${oid}/user/`, { subject: "delete", usernames: ["ada1"] });
      },
      "changed NodeMembers Acme/Engineering/平台 users.ada1 member→-",
      "changed NodeMembers Acme/role/Leads users.ada1 member→-",
      "missing OrgMember Acme/ada1",
    ],
    "an app, with its perms": [
      () => remove(`org/${oid}/app/ci/`),
      "missing App Acme/CI",
      "missing Perm Acme/CI/Deploy",
      "missing PermGrants Acme/CI/Deploy",
      "missing PermGrants Acme/CI/access",
    ],
    "a perm": [
      () => remove(`perm/${deploy}/`),
      "missing Perm Acme/CI/Deploy",
      "missing PermGrants Acme/CI/Deploy",
    ],
  };

  const unmanaged: Record<string, [() => Promise<unknown>, ...string[]]> = {
    "nodes, and what is below them": [
      async () => {
        const lab = await server.node("d_eng", "lab", { name: "Lab" });
        await server.node(lab, "den", { name: "Den" });
        await server.join(lab, "ada1");
      },
      "unmanaged Node Acme/Engineering/Lab",
      "unmanaged Node Acme/Engineering/Lab/Den",
    ],
    "a category, without the group that the server makes beside it": [
      () => server.node(rootOf("group"), "guild", { name: "Guild" }),
      "unmanaged Node Acme/group/Guild",
    ],
    "somebody in an exact list": [
      () => member("add", "d_platform", "cyd1"),
      "unmanaged NodeMembers Acme/Engineering/平台/cyd1",
    ],
    "somebody unmanaged in an exact list, once": [
      async () => {
        await server.people("eve1");
        await member("add", "d_platform", "eve1");
      },
      "unmanaged NodeMembers Acme/Engineering/平台/eve1",
    ],
    "somebody unmanaged in an additive list, who is tolerated": [
      async () => {
        await server.people("eve1");
        await member("add", "g_leads", "eve1");
      },
      "tolerated NodeMembers Acme/role/Leads/eve1",
    ],
    "somebody unmanaged in the org": [
      async () => {
        await server.people("eve1");
        await patch(`org/${oid}/user/`, { subject: "add", usernames: ["eve1"] });
      },
      "unmanaged OrgMember Acme/eve1",
    ],
    "somebody unmanaged in a node that has no list": [
      async () => {
        await server.people("eve1");
        await member("add", "d_eng", "eve1");
      },
      "unmanaged OrgMember Acme/eve1",
    ],
    "an app, and nothing of what comes with it": [
      async () => {
        await server.send("POST", `org/${oid}/app/`, { uid: "evil", name: "Evil" });
        await server.send("POST", "perm/", { scope: "evil", name: "Own" });
        await grant("app_evil_access", [{ uid: "ada1", status: 1 }]);
      },
      "unmanaged App Acme/Evil",
    ],
    "perms of an app and of the org, and nothing of theirs": [
      async () => {
        const { body } = await server.send("POST", "perm/", { scope: "ci", name: "Backdoor" });
        await server.send("POST", "perm/", { scope: oid, name: "Side door" });
        await grant(String(body.uid), [{ uid: "ada1", status: 1 }]);
      },
      "unmanaged Perm Acme/CI/Backdoor",
      "unmanaged Perm Acme/Side door",
    ],
    "grants in an exact list": [
      () => grant(deploy, [{ uid: "bob1", status: 1 }], [{ uid: "d_eng", status: 1 }]),
      "unmanaged PermGrants Acme/CI/Deploy/bob1",
      "unmanaged PermGrants nodes Acme/CI/Deploy/Engineering",
    ],
    "a grant in an additive list, which is tolerated": [
      () => grant("app_ci_access", [], [{ uid: "d_eng", status: 1 }]),
      "tolerated PermGrants nodes Acme/CI/访问CI/Engineering",
    ],
    "a grant in a list that nobody keeps": [
      () => grant("app_ci_access", [{ uid: "bob1", status: 1 }]),
      "unmanaged PermGrants Acme/CI/访问CI/bob1",
    ],
    "a grant of what the server made itself": [
      () => grant(`${oid}_log_read`, [{ uid: "bob1", status: 1 }]),
      "unmanaged PermGrants Acme/查看日志/bob1",
    ],
  };

  for (const [what, [change, ...expected]] of Object.entries({
    ...changed,
    ...missing,
    ...unmanaged,
  })) {
    it(`finds ${what}, and nothing else`, async () => {
      await change();
      const all = (await found()).map((one) => one.replace(`d_${rootUid}`, "ROOT"));
      assert.deepEqual(all, expected.sort());
    });
  }
});
