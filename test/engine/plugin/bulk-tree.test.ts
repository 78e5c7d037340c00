import assert from "node:assert/strict";
import { hostsOrSkip } from "../languages/hosts";
import { IdentityServer } from "../support/identity-server";
import type { Project } from "../support/project";
import { workshop } from "../support/workshop";
import { Form } from "./form";
import { foreignProject, inYaml } from "./project";

const PROGRAM = `
resources:
  acme:
    type: identity:OrgTree
    properties:
      file: org.yaml
      bulk: true
      mode: exact
      initialPasswordSecret: { fn::secret: s3cret-of-acme }
  lab:
    type: identity:Node
    properties:
      org: \${acme.org}
      kind: department
      parent: \${acme.nodeIds.platform}
      name: Lab
outputs:
  platform: \${acme.nodeIds.platform}
`;

const TREE = `
name: Acme
departments:
  - key: engineering
    name: Engineering
    people: [kim]
    departments:
      - { key: platform, name: Platform, people: [ada, wang] }
  - { key: shanghai, name: 上海分公司, people: [] }
people:
  - { key: ada, username: adalovelace, name: Ada Lovelace, email: ada@acme.example }
  - { key: wang, username: wangxuan, name: 王选 }
  - { key: kim, username: kim001, name: Kim }
`;

describe("an OrgTree as one resource, in YAML by Pulumi's own host", function () {
  this.timeout(240_000);
  let server: IdentityServer | undefined;
  let project: Project;
  const held = () => {
    assert.ok(server);
    return server;
  };
  before(async function () {
    const hosts = await hostsOrSkip(this);
    server = await IdentityServer.start();
    project = foreignProject(await workshop(), hosts, "yaml-tree");
    project.write("Pulumi.yaml", inYaml("yaml-tree", PROGRAM));
    project.write("org.yaml", TREE);
    await project.configure(server.settings);
  });
  after(async () => {
    project?.remove();
    await server?.close();
  });
  const edit = (...changes: readonly (readonly [from: string, to: string])[]) => {
    for (const [from, to] of changes) {
      const text = project.read("org.yaml");
      assert.ok(text.includes(from), from);
      project.write("org.yaml", text.replace(from, to));
    }
  };
  const settled = () =>
    project.succeed("preview", "--refresh", "--run-program", "--expect-no-changes");

  it("is made, and the program names its nodes", async () => {
    await project.up();
    const shown = await project.succeed("stack", "output", "platform");
    const platform = /[dg]_\S+/.exec(shown)?.[0] ?? shown;
    assert.deepEqual(await held().members(platform), ["adalovelace", "wangxuan"]);
    assert.deepEqual(await held().children(platform), ["Lab"]);
    assert.ok(!project.stateText().includes("s3cret-of-acme"));
    const types = project.resources().map(({ type }) => type);
    assert.equal(types.filter((type) => type === "identity:index:BulkTree").length, 1);
    await settled();
  });

  it("is previewed by the engine itself: the entries that change, and nothing else", async () => {
    edit(["name: Ada Lovelace", "name: Ada King"]);
    edit(["people: [ada, wang]", "people: [ada, kim]"]);
    const shown = await project.succeed("preview", "--diff");
    const lines = shown
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => /^[-+~] (?!identity:|pulumi:)/.test(line) && !/^[-+~] \d/.test(line));
    assert.deepEqual(
      lines.filter((line) => /kim|wang|name/.test(line)),
      ['+ kim : "member"', '- wang: "member"', '~ name: "Ada Lovelace" => "Ada King"'],
      shown,
    );
    assert.ok(!/上海|adalovelace|ada@acme|Kim/.test(shown), shown);
  });

  it("is changed and settled", async () => {
    await project.up();
    const [org] = await held().orgs();
    assert.ok(org);
    const text = await project.succeed("stack", "output", "platform");
    assert.deepEqual(await held().members(/[dg]_\S+/.exec(text)?.[0] ?? text), [
      "adalovelace",
      "kim001",
    ]);
    await settled();
  });

  it("ends with nothing left on the server", async () => {
    await project.succeed("destroy", "--yes", "--skip-preview");
    assert.deepEqual([await held().orgs(), await held().usernames()], [[], []]);
  });
});

/** What docs/plugin.md says for the way back. */
const BACK = `
pulumi.runtime.registerStackTransformation(({ type, props, opts }) => {
  const kind = /^pulumi-nodejs:dynamic\\/identity:(\\w+)$/.exec(type)?.[1];
  if (kind === undefined) return undefined;
  const aliases = [...(opts.aliases ?? []), { type: "identity:index:" + kind }];
  return { props, opts: { ...opts, aliases } };
});
`;

describe("a stack with an OrgTree as one resource, from one form of the provider to the other", function () {
  this.timeout(240_000);
  let form: Form;
  before(async () => {
    form = await Form.of("pulumi-identity");
    form.project.write("org.yaml", TREE);
  });
  after(() => form?.close());

  const text = `new OrgTree("acme", { file: "org.yaml", bulk: true, mode: "exact", initialPasswordSecret: "seed" });`;
  const types = () =>
    form.project
      .resources()
      .map(({ type }) => type)
      .filter((type) => type.endsWith("identity:BulkTree") || type.endsWith("index:BulkTree"));
  const writes = (asked: Record<string, number>) =>
    Object.keys(asked).filter((one) => !one.startsWith("GET") && !one.includes("login"));
  const settled = () =>
    form.project.succeed("preview", "--refresh", "--run-program", "--expect-no-changes");

  it("begins as a dynamic resource", async () => {
    assert.ok(writes(await form.asked(text)).length > 0);
    assert.deepEqual(types(), ["pulumi-nodejs:dynamic/identity:BulkTree"]);
  });

  it("becomes the plugin's with nothing to do, and not one write", async () => {
    const plugin = `Object.assign(globalThis, require("./plugin")); ${text}`;
    assert.deepEqual(writes(await form.asked(plugin)), []);
    assert.deepEqual(types(), ["identity:index:BulkTree"]);
    await settled();
  });

  it("becomes dynamic again with nothing to do, and not one write", async () => {
    assert.deepEqual(writes(await form.asked(BACK + text)), []);
    assert.deepEqual(types(), ["pulumi-nodejs:dynamic/identity:BulkTree"]);
    await settled();
  });
});
