import assert from "node:assert/strict";
import { parseDeployment } from "../../../cli/stack/deployment";

const MARK = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const secret = (value: unknown) => ({ [MARK]: SECRET, plaintext: JSON.stringify(value) });
const encrypted = { [MARK]: SECRET, ciphertext: "v1:AAAA" };

const NODE = "pulumi-nodejs:dynamic/identity:Node";
const PROVIDER = "pulumi:providers:pulumi-nodejs";
const urnOf = (type: string, name: string) => `urn:pulumi:prod::acme::${type}::${name}`;

const stack = { urn: urnOf("pulumi:pulumi:Stack", "acme-prod"), type: "pulumi:pulumi:Stack" };
const node = {
  ...{ urn: urnOf(NODE, "lab"), type: NODE, id: "d_lab", custom: true },
  provider: `${urnOf(PROVIDER, "default")}::p1`,
  inputs: { __provider: "code", org: "o1", kind: "department", name: "Lab" },
  outputs: { __provider: "code", org: "o1", kind: "department", name: "Lab", tenant: "t" },
};
const connection = (name: string, id: string, inputs: object) => ({
  ...{ urn: urnOf(PROVIDER, name), type: PROVIDER, id, inputs },
});

const read = (deployment: object | null, rest: object = { version: 3 }) =>
  parseDeployment(JSON.stringify({ ...rest, deployment }));

describe("the state of a stack, as the Pulumi CLI exports it", () => {
  it("tells the stack's name and each resource without its provider's code", () => {
    const { name, resources } = read({ resources: [stack, node] });
    assert.equal(name, "acme/prod");
    assert.deepEqual(resources, [
      {
        ...{ urn: node.urn, kind: "Node", id: "d_lab", name: "lab", provider: node.provider },
        inputs: { org: "o1", kind: "department", name: "Lab" },
        outputs: { org: "o1", kind: "department", name: "Lab", tenant: "t" },
        secrets: new Set(),
        isKept: true,
      },
    ]);
  });

  it("has nothing where the stack has made nothing, in whatever words", () => {
    for (const deployment of [null, {}, { resources: null }, { resources: [] }]) {
      const state = read(deployment);
      assert.deepEqual(
        [state.name, state.resources, state.connections.size, state.pending],
        [undefined, [], 0, []],
      );
    }
  });

  it("leaves out the resources of other providers, and kinds that it does not know", () => {
    const others = ["random:index/randomPassword:RandomPassword", `${NODE}s`, "my:company:Team"];
    const resources = others.map((type) => ({ ...node, type, urn: urnOf(type, "x") }));
    assert.deepEqual(read({ resources: [stack, ...resources] }).resources, []);
  });

  it("tells what an older version left under today's names, which are secret too", () => {
    const inputs = { ...node.inputs, remark: secret("hush") };
    const outputs = { ...node.outputs, remark: secret("hush"), acceptUser: true, schema: 1 };
    const [found] = read({ resources: [stack, { ...node, inputs, outputs }] }).resources;
    assert.deepEqual([found?.inputs.description, found?.inputs.remark], ["hush", undefined]);
    assert.deepEqual([found?.outputs.acceptsMembers, found?.outputs.schema], [true, 2]);
    assert.deepEqual(found?.secrets, new Set(["description"]));
  });

  it("is refused where a newer version wrote it", () => {
    const newer = { ...node, outputs: { ...node.outputs, schema: 3 } };
    const message = /newer version \(schema 3\): update pulumi-identity/;
    assert.throws(() => read({ resources: [stack, newer] }), message);
  });

  it("keeps a name apart that holds what separates names", () => {
    const urn = urnOf(`acme:Team$${NODE}`, "a::b");
    const [found] = read({ resources: [stack, { ...node, urn }] }).resources;
    assert.equal(found?.name, "a::b");
  });

  it("shows secrets in plain at any depth, and marks the properties that hold them", () => {
    const inputs = {
      ...node.inputs,
      description: secret("hush"),
      users: { ada: secret("member") },
    };
    const [found] = read({ resources: [{ ...node, inputs }] }).resources;
    assert.deepEqual([found?.inputs.description, found?.inputs.users], ["hush", { ada: "member" }]);
    assert.deepEqual(found?.secrets, new Set(["description", "users"]));
  });

  it("takes no encrypted secret for a value that is not there", () => {
    const resources = [{ ...node, inputs: { ...node.inputs, description: encrypted } }];
    assert.throws(() => read({ resources }), /^Error: the stack's secrets can't be read/);
  });

  it("keeps neither what is only looked at, nor what is still to be deleted", () => {
    const resources = [
      { ...node, external: true },
      { ...node, id: "d_old", delete: true },
      { ...node, id: "d_new" },
    ];
    assert.deepEqual(
      read({ resources }).resources.map(({ id, isKept }) => [id, isKept]),
      [
        ["d_lab", false],
        ["d_old", false],
        ["d_new", true],
      ],
    );
  });

  it("has the settings of each connection, numbers and booleans as texts", () => {
    const inputs = {
      ...{ "identity:url": "https://eu", "identity:verify": "false", "identity:timeout": 5 },
      "identity:password": secret("pw"),
    };
    const { connections } = read({
      resources: [stack, connection("eu", "1", inputs), connection("us", "2", {})],
    });
    assert.deepEqual(
      [...connections],
      [
        [
          `${urnOf(PROVIDER, "eu")}::1`,
          { url: "https://eu", verify: "false", timeout: "5", password: "pw" },
        ],
        [`${urnOf(PROVIDER, "us")}::2`, {}],
      ],
    );
  });

  it("tells what an interrupted run had begun, also of a resource without an id", () => {
    const begun = { urn: node.urn, type: NODE };
    const state = read({ pending_operations: [{ resource: begun, type: "creating" }] });
    assert.deepEqual(state.pending, [`creating ${node.urn}`]);
  });

  it("reads states of other versions, which know no provider of a resource yet, or more", () => {
    const { provider: _, ...old } = node;
    const [found] = read({ resources: [old], manifest: {} }, { version: 1 }).resources;
    assert.deepEqual([found?.id, found?.provider], ["d_lab", ""]);
    const newer = { ...node, hooks: { x: [] }, features: ["y"] };
    assert.equal(read({ resources: [newer], metadata: {} }, { version: 4 }).resources.length, 1);
  });

  const unreadable: Record<string, [text: string, place: RegExp]> = {
    "a text that breaks off": ['{"version":3,"deployment":{"resour', /it is no JSON/],
    "no text": ["", /it is no JSON/],
    "a resource without a type": [
      JSON.stringify({ deployment: { resources: [stack, { urn: node.urn }] } }),
      /at deployment\.resources\.1\.type/,
    ],
  };
  for (const [what, [text, place]] of Object.entries(unreadable)) {
    it(`refuses ${what} in a sentence that says where`, () => {
      assert.throws(
        () => parseDeployment(text),
        ({ message }: Error) =>
          /^the stack's state can't be read \(.*\): look at `pulumi stack export`$/.test(message) &&
          place.test(message),
      );
    });
  }
});
