import assert from "node:assert/strict";
import { Connection as ArkID } from "../../../provider/backends/arkid/connection";
import { kindIn } from "../../../provider/backends/arkid/places";
import { readNodes } from "../../../provider/backends/arkid/snapshot/nodes";
import { Sight } from "../../../provider/backends/arkid/snapshot/sight";
import { Connection as Authing } from "../../../provider/backends/authing/connection";
import { kindOf, read } from "../../../provider/backends/authing/places";
import { UnavailableError } from "../../../provider/errors";
import { readConfiguration } from "../../../provider/settings";
import { Traffic } from "../../../provider/traffic/traffic";
import { loopback, type Loopback, type Met } from "../../sdk/loopback";

const pathOf = ({ url }: Met) => new URL(url, "http://x").pathname;

describe("a circle of nodes", () => {
  let server: Loopback;
  const configuration = (more: Record<string, string>) => {
    const settings: Record<string, string> = { url: server.url, ...more };
    return readConfiguration((key) => settings[key.replace("identity:", "")], {});
  };
  before(async () => (server = await loopback(() => ({}))));
  after(() => server.close());
  beforeEach(() => (server.met.length = 0));

  describe("on ArkID", () => {
    const org = {
      ...{ oid: "o", name: "顶点", owner: "ada", dept_uid: "root", group_uid: "g0" },
      ...{ direct_uid: "g1", manager_uid: "g2", role_uid: "g3", label_uid: "g4" },
    };
    /** d_研发 below d_平台 and the other way round; each lists the other. */
    const other = (uid: string) => (uid.includes("研发") ? "平台" : "研发");
    const node = (uid: string) => ({
      ...{ node_uid: `d_${uid}`, uid, node_subject: "dept", name: uid, remark: "" },
      ...{ parent_uid: other(uid), parent_node_uid: `d_${other(uid)}`, dept_id: 7 },
    });
    const connection = () => new ArkID(configuration({ token: "t" }), new Traffic());

    beforeEach(() => {
      server.answer = (met) => {
        const path = decodeURIComponent(pathOf(met)).replace("/siteapi/v1/", "");
        if (path.startsWith("org/")) return { body: org };
        if (path.startsWith("auth/token/")) return { body: { username: "ada", is_admin: false } };
        if (path.endsWith("/tree/")) return { status: 403, body: {} };
        const uid = path.split("/")[1]?.replace("d_", "") ?? "";
        return { body: path.endsWith("/node/") ? { nodes: [node(other(uid))] } : node(uid) };
      };
    });

    it("is an error on the way up", async () => {
      await assert.rejects(kindIn(connection(), "o", "d_研发"), UnavailableError);
      assert.equal(server.met.length, 3);
    });

    it("is read once around on the way down", async () => {
      const sight = await Sight.of(connection(), "o");
      const nodes = await readNodes(sight, () => Promise.resolve(undefined));
      assert.ok(nodes.has("d_研发") && nodes.has("d_平台"));
      const asked = server.met.filter((met) =>
        decodeURIComponent(met.url).includes("d_研发/node/"),
      );
      assert.equal(asked.length, 1);
    });
  });

  it("on Authing is an error on the way up", async () => {
    const keys = { username: "ak", password: "sk", backend: "authing" };
    const connection = new Authing(configuration(keys), new Traffic());
    const body = (data: object) => ({ body: { statusCode: 200, data } });
    const department = (departmentId: string, parentDepartmentId: string) =>
      body({ organizationCode: "o", departmentId, parentDepartmentId, name: "研发部" });
    server.answer = (met) => {
      if (pathOf(met).endsWith("/list-children-departments")) return body({ list: [] });
      if (pathOf(met).endsWith("/get-organization")) return body({ departmentId: "root" });
      return met.url.includes("departmentId=a") ? department("a", "b") : department("b", "a");
    };
    const node = await read(connection, { org: "o", id: "a" });
    await assert.rejects(kindOf(connection, node), UnavailableError);
    assert.equal(server.met.length, 5);
  });
});
