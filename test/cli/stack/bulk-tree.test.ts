import assert from "node:assert/strict";
import { pack } from "../../../provider/pack";
import { parseDeployment } from "../../../cli/stack/deployment";
import { packed, type Held } from "../../../provider/run/stack/held";

const MARK = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const secret = (value: unknown) => ({ [MARK]: SECRET, plaintext: JSON.stringify(value) });

const DYNAMIC = "pulumi-nodejs:dynamic/identity:";
const PLUGIN = "identity:index:";
const urnOf = (type: string, name: string) =>
  `urn:pulumi:prod::acme::identity:index:OrgTree$${type}::${name}`;

const platform: Held = {
  ...{ kind: "Node", name: "acme/platform", id: "d_plat" },
  inputs: { org: "o1", kind: "department", name: "Platform", parent: "o1/department" },
  outputs: { org: "o1", kind: "department", name: "Platform", parentUid: "d_root" },
};
const list: Held = {
  ...{ kind: "NodeMembers", name: "acme/platform-people", id: "d_plat" },
  inputs: { node: "d_plat", mode: "exact", users: { adalovelace: "member" } },
  outputs: { node: "d_plat", mode: "exact", users: { adalovelace: "member" }, unmanaged: [] },
};
const ada: Held = {
  ...{ kind: "User", name: "acme/ada", id: "adalovelace" },
  inputs: { username: "adalovelace", name: "Ada" },
  outputs: { username: "adalovelace", name: "Ada", userId: "7" },
};
const left: Held = {
  ...{ kind: "User", name: "acme/wang", id: "wangxuan", leftAt: "2026-11-01T00:00:00Z" },
  inputs: { username: "wangxuan" },
  outputs: { username: "wangxuan" },
};

const tree = {
  nodes: {},
  people: {},
  places: { "org.yaml": { "nodes.platform": 7 }, "people.csv": { "people.ada": 12 } },
};
const bulk = (prefix: string, more: object = {}) => ({
  ...{ urn: urnOf(`${prefix}BulkTree`, "acme"), type: `${prefix}BulkTree`, id: "o1/acme" },
  ...{ custom: true, provider: "p::1" },
  inputs: { org: "o1", onRemove: "suspend", tree: secret(pack(tree)) },
  outputs: {
    ...{ org: "o1", onRemove: "suspend", tenant: "t", schema: 2 },
    held: packed([platform, list, ada, left]),
  },
  stackTrace: [{ sourcePosition: "project:///index.ts#3,9" }],
  ...more,
});
const read = (...resources: object[]) =>
  parseDeployment(JSON.stringify({ version: 3, deployment: { resources } })).resources;

describe("the state of an OrgTree that is one resource", () => {
  for (const prefix of [DYNAMIC, PLUGIN]) {
    it(`is that of the resources it stands for: ${prefix}`, () => {
      const all = read(bulk(prefix));
      assert.deepEqual(
        all.map(({ urn, source }) => [urn, source]),
        [
          [urnOf(`${prefix}Node`, "acme/platform"), "org.yaml:7"],
          [urnOf(`${prefix}NodeMembers`, "acme/platform-people"), "org.yaml:7"],
          [urnOf(`${prefix}User`, "acme/ada"), "people.csv:12"],
          [urnOf(`${prefix}User`, "acme/wang"), "index.ts:3"],
        ],
      );
      const person = all[2];
      assert.deepEqual(
        [person?.kind, person?.name, person?.id, person?.provider],
        ["User", "acme/ada", "adalovelace", "p::1"],
      );
      assert.deepEqual(person?.outputs, {
        ...{ username: "adalovelace", name: "Ada", userId: "7" },
        ...{ logicalName: "acme/ada", onRemove: "suspend", tenant: "t", schema: 2 },
      });
    });
  }

  it("keeps nobody who has left, and nothing of one that is about to be deleted", () => {
    const kept = (more: object) =>
      read(bulk(DYNAMIC, more)).flatMap(({ isKept, id }) => (isKept ? [id] : []));
    assert.deepEqual(kept({}), ["d_plat", "d_plat", "adalovelace"]);
    assert.deepEqual(kept({ delete: true }), []);
  });

  it("is told of a program that gives a map, and of one that a refresh left without places", () => {
    const [first] = read(bulk(PLUGIN, { inputs: { tree } }));
    assert.equal(first?.source, "org.yaml:7");
    const [other] = read(bulk(PLUGIN, { inputs: { tree: { nodes: {}, people: {} } } }));
    assert.equal(other?.source, "index.ts:3");
  });

  it("is refused where it can't be read, or where a newer version wrote it", () => {
    const broken = bulk(DYNAMIC, { outputs: { held: "none of ours" } });
    assert.throws(() => read(broken), /what the state holds of an OrgTree can't be read/);
    const newer = bulk(DYNAMIC, { outputs: { held: packed([ada]), schema: 3 } });
    assert.throws(() => read(newer), /newer version \(schema 3\): update pulumi-identity/);
  });
});
