import assert from "node:assert/strict";
import { TestServer } from "../provider/support/test-server";

describe("the log of an org", () => {
  let server: TestServer;
  beforeEach(async () => (server = await TestServer.start()));
  afterEach(() => server.close());

  const told = async (path: string) => {
    const { results } = await server.get(path);
    return (results as { subject: string; summary: string }[])
      .map(({ subject, summary }) => `${subject} ${summary}`)
      .reverse();
  };

  it("tells what was done to its nodes, their people and its apps, and no more", async () => {
    const { oid, root } = await server.org("Acme");
    await server.people("ada1", "bob1");
    const patch = (path: string, body: object) => server.send("PATCH", path, body);
    await server.node(root("role"), "lead", { name: "Lead" });
    await patch("group/lead/", { name: "研发" });
    for (const [subject, ...user_uids] of [
      ["add", "ada1"],
      ["override", "bob1"],
      ["sort", "bob1"],
    ]) {
      await patch("node/g_lead/user/", { subject, user_uids });
    }
    await server.send("DELETE", "group/lead/");
    await server.send("DELETE", "group/lead/?ignore_user=true");
    await server.send("POST", `org/${oid}/app/`, { uid: "ci", name: "CI" });
    await patch(`org/${oid}/app/ci/`, { name: "CI 2" });
    await server.send("POST", "perm/", { scope: "ci", name: "Deploy" });
    await patch("perm/app_ci_access/owner/", { user_perm_status: [{ uid: "ada1", status: 1 }] });
    await server.send("DELETE", `org/${oid}/app/ci/`);
    assert.deepEqual(await told(`org/${oid}/log/`), [
      "group_create (admin)创建组(Lead)",
      "group_move (admin)将新组(Lead)加入到组(Acme-角色)下",
      "group_update (admin)编辑组(研发)信息",
      "group_member (admin)添加一批用户[(ada1)]至组(研发)",
      "group_member (admin)将一批用户[(ada1)]从组(研发)删除",
      "group_member (admin)添加一批用户[(bob1)]至组(研发)",
      "group_member (admin)调整一批用户[(bob1)]在组(研发)中的顺序",
      "group_member (admin)将一批用户[(bob1)]从组(研发)删除",
      "group_delete (admin)删除组(研发)",
      "app_create (admin)创建应用(CI)",
      "app_update (admin)更新应用(CI 2)",
      "app_delete (admin)删除应用(CI 2)",
    ]);
    await patch("perm/user/ada1/", { perm_statuses: [{ uid: `${oid}_log_read`, status: 1 }] });
    const all = (await told("log/?page_size=100")).filter((one) => one.startsWith("perm_"));
    assert.match(
      all.join("; "),
      /^perm_create \(admin\)创建权限\(Deploy\(app_ci_\w+\)\); perm_assign \(admin\)修改权限\(访问CI\(app_ci_access\)\)的黑白名单; perm_assign \(admin\)修改用户\(\(ada1\)\)权限$/,
    );
  });

  it("tells of a person's nodes in one entry a kind, with the brackets of there", async () => {
    const { oid, root } = await server.org("Acme");
    const user = { username: "bob1", name: "Bob" };
    await server.node(root("department"), "lab", { name: "LD" });
    await server.node(root("department"), "den", { name: "E" });
    await server.node(root("role"), "lead", { name: "Lead" });
    await server.send("POST", "user/", { user, node_uids: ["d_lab", "g_lead"] });
    const nodes = (subject: string, ...node_uids: string[]) =>
      server.send("PATCH", "user/bob1/node/", { subject, node_uids });
    await nodes("add", "d_lab", "d_den", "g_lead");
    await nodes("delete", "d_den", "g_lead");
    await nodes("override", "d_den");
    const entries = (await told(`org/${oid}/log/?page_size=100`)).filter((one) =>
      /_member /.test(one),
    );
    assert.deepEqual(entries, [
      "dept_member (admin)添加用户(fBob(bob1))至一批部门[LD]",
      "group_member (admin)添加用户(Bob(bob1))至一批组(Lead)",
      "group_member (admin)添加用户(Bob(bob1))至一批组(Lead)",
      "dept_member (admin)添加用户(fBob(bob1))至一批部门[LD,E]",
      "group_member (admin)将用户(Bob(bob1))从一批组[Lead]删除",
      "dept_member (admin)将用户(Bob(bob1))从一批部门(E)删除",
      "dept_member (admin)添加用户(fBob(bob1))至一批部门[E]",
      "dept_member (admin)将用户(Bob(bob1))从一批部门(LD)删除",
    ]);
  });

  it("tells of people's own fields, passwords and ends in the log of all", async () => {
    await server.send("POST", "user/", { user: { username: "bob1", name: "Bob" } });
    await server.send("PATCH", "user/bob1/", { name: "Rob" });
    await server.send("PATCH", "user/bob1/password/", {
      ...{ password: "s3cret-pw", require_reset_password: false },
    });
    await server.send("DELETE", "user/bob1/");
    assert.deepEqual((await told("log/?page_size=100")).slice(-3), [
      "user_update (admin) 编辑用户(Rob(bob1))信息",
      "ucenter_reset_pwd (admin) 修改用户(Rob(bob1))密码",
      "user_delete (admin)批量删除用户[Rob(bob1)]",
    ]);
  });
});
