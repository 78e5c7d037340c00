import assert from "node:assert/strict";
import { Connection as ArkID } from "../../../../provider/backends/arkid/connection";
import { kindIn } from "../../../../provider/backends/arkid/locations";
import { readNodes } from "../../../../provider/backends/arkid/snapshot/nodes";
import { AccessScope } from "../../../../provider/backends/arkid/snapshot/access-scope";
import { Connection as Authing } from "../../../../provider/backends/authing/connection";
import { kindOf, read } from "../../../../provider/backends/authing/locations";
import { UnavailableError } from "../../../../provider/backends/errors";
import { readConfiguration } from "../../../../provider/run/settings";
import { RequestMetrics } from "../../../../provider/metrics/request-metrics";
import { wireNode, wireOrg, wireSession } from "../../../sdk/answers";
import { loopback, type Loopback, type Met } from "../../../sdk/loopback";

const ORG = {
  ...{ organizationCode: "o", organizationName: "顶点", departmentId: "root" },
  ...{ description: "", membersCount: 0 },
};
const pathOf = ({ url }: Met) => new URL(url, "http://x").pathname;

describe("a circle of nodes", () => {
  let server: Loopback;
  const configuration = (more: Record<string, string>) => {
    return readConfiguration({ url: server.url, ...more }, {});
  };
  before(async () => (server = await loopback(() => ({}))));
  after(() => server.close());
  beforeEach(() => (server.met.length = 0));

  describe("on ArkID", () => {
    const org = wireOrg({ name: "顶点", owner: "ada" });
    /** d_研发 below d_平台 and the other way round; each lists the other. */
    const other = (uid: string) => (uid.includes("研发") ? "平台" : "研发");
    const node = (uid: string) =>
      wireNode({
        ...{ node_uid: `d_${uid}`, uid, name: uid },
        ...{ parent_uid: other(uid), parent_node_uid: `d_${other(uid)}` },
      });
    const connection = () => {
      const own = { token: "t", username: undefined, password: undefined };
      return new ArkID({ ...configuration({ token: "t" }), own }, new RequestMetrics());
    };

    beforeEach(() => {
      server.answer = (met) => {
        const path = decodeURIComponent(pathOf(met)).replace("/siteapi/v1/", "");
        if (path.startsWith("org/")) return { body: org };
        if (path.startsWith("auth/token/")) return { body: wireSession() };
        if (path.endsWith("/tree/")) return { status: 403, body: { detail: "no" } };
        const [kind, uid = ""] = (path.split("/")[1] ?? "").split("_");
        const root = { node_uid: `g_${uid}`, uid, parent_uid: null, parent_node_uid: null };
        if (kind === "g") return { body: path.endsWith("/node/") ? { nodes: [] } : wireNode(root) };
        return { body: path.endsWith("/node/") ? { nodes: [node(other(uid))] } : node(uid) };
      };
    });

    it("is an error on the way up", async () => {
      await assert.rejects(kindIn(connection(), "o", "d_研发"), UnavailableError);
      assert.equal(server.met.length, 3);
    });

    it("is read once around on the way down", async () => {
      const sight = await AccessScope.of(connection(), "o");
      const nodes = await readNodes(sight, () => Promise.resolve(undefined));
      assert.ok(nodes.has("d_研发") && nodes.has("d_平台"));
      const asked = server.met.filter((met) =>
        decodeURIComponent(met.url).includes("d_研发/node/"),
      );
      assert.equal(asked.length, 1);
    });
  });

  it("on Authing is an error on the way up", async () => {
    const own = { accessKeyId: "ak", accessKeySecret: "sk" };
    const settings = configuration({ ...own, backend: "authing" });
    const connection = new Authing({ ...settings, own }, new RequestMetrics());
    const body = (data: object) => ({ body: { statusCode: 200, data } });
    const department = (departmentId: string, parentDepartmentId: string) =>
      body({
        ...{ organizationCode: "o", departmentId, parentDepartmentId },
        ...{ name: "研发部", membersCount: 0 },
      });
    server.answer = (met) => {
      if (pathOf(met).endsWith("/list-children-departments"))
        return body({ totalCount: 0, list: [] });
      if (pathOf(met).endsWith("/get-organization")) return body(ORG);
      return met.url.includes("departmentId=a") ? department("a", "b") : department("b", "a");
    };
    const node = await read(connection, { org: "o", id: "a" });
    await assert.rejects(kindOf(connection, node), UnavailableError);
    assert.equal(server.met.length, 4);
  });
});
