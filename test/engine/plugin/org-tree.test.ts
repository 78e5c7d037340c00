import assert from "node:assert/strict";
import { Form } from "./form";

/** A tree of each list, with its people, an end date, and what only some may see. */
const ACME = `{
  name: "Acme",
  departments: [
    {
      name: "Engineering",
      people: [],
      departments: [{ key: "platform", name: "Platform", people: ["ada", "wang"] }],
    },
    { key: "shanghai", name: "上海分公司", description: "2026 年成立" },
  ],
  groups: [{ name: "Guild", acceptsMembers: true, people: ["kim"] }],
  roles: [{ name: "On call", people: ["ada", { person: "wang", until: "2099-12-31" }] }],
  labels: [{ name: "Remote" }],
  people: [
    { key: "ada", username: "adalovelace", name: "Ada Lovelace", email: "ada@acme.example" },
    { key: "wang", username: "wangxuan", name: "王选" },
  ],
}`;

/** Renamed, moved, under another key, and without some. */
const ACME_LATER = `{
  name: "Acme & Co",
  departments: [
    { name: "Engineering", people: [] },
    { key: "shanghai", name: "上海", departments: [
      { key: "core", previously: ["platform"], name: "Core", people: ["ada"] },
    ] },
  ],
  groups: [{ name: "Guild", acceptsMembers: true, people: ["kim", "wang"] }],
  roles: [{ name: "On call", people: ["ada"] }],
  people: [
    { key: "ada", username: "adalovelace", name: "Ada King", email: "ada@acme.example" },
    { key: "wang", username: "wangxuan", name: "王选" },
  ],
}`;

const program = (tree: string) => `
  const kim = new User("kim", { username: "kim001", name: "Kim" });
  const acme = new OrgTree("acme", {
    tree: ${tree},
    users: { kim: "kim001" },
    visibility: { shanghai: { visibility: "named", visibleToNodes: ["guild"] } },
    initialPassword: { wangxuan: pulumi.secret("s3cret-of-wang") },
    mode: "exact",
  }, { dependsOn: [kim] });
  const id = (one) => one.id ?? one;
  exports.org = pulumi.output(acme.org).apply(id);
  exports.shanghai = pulumi.output(acme.nodes).apply((nodes) => id(nodes.shanghai));
`;

describe("an OrgTree of the plugin, and TypeScript's", function () {
  this.timeout(300_000);
  let dynamic: Form;
  let plugin: Form;
  before(async () => {
    dynamic = await Form.of("pulumi-identity");
    plugin = await Form.of("./plugin");
  });
  after(async () => {
    await dynamic?.close();
    await plugin?.close();
  });

  const same = async (tree: string, ...args: string[]) => {
    const asked = await plugin.asked(program(tree), ...args);
    assert.deepEqual(asked, await dynamic.asked(program(tree), ...args));
    assert.deepEqual(plugin.state(), dynamic.state());
  };

  it("make the same resources with the same requests, and leave the same state", async () => {
    await same(ACME);
    const types = plugin.project.resources().map(({ type }) => type);
    assert.ok(!types.some((type) => type.startsWith("pulumi-nodejs:")), types.join());
    assert.equal(types.filter((type) => type === "pulumi:providers:identity").length, 1);
  });

  it("give the ids of their resources to the program", async () => {
    const shown = await plugin.project.succeed("stack", "output", "--json");
    const { org, shanghai } = JSON.parse(shown) as Record<string, string>;
    const made = plugin.project.resources().find(({ type }) => type === "identity:index:Org");
    assert.deepEqual([org, shanghai], [made?.id, plugin.project.idOf("acme/shanghai")]);
    assert.ok(!plugin.project.stateText().includes("s3cret-of-wang"));
  });

  it("preview the same changes", async () => {
    const plans = [];
    for (const { project } of [plugin, dynamic]) {
      project.write("index.js", project.read("index.js").replace(ACME, ACME_LATER));
      const steps = await project.plan();
      plans.push(steps.map(({ op, urn }) => `${op} ${urn.split("::").at(-1)}`).sort());
    }
    assert.deepEqual(plans[0], plans[1]);
  });

  it("rename, move and follow former keys with the same requests", () => same(ACME_LATER));

  it("leave nothing to do", () =>
    plugin.project.succeed("preview", "--refresh", "--run-program", "--expect-no-changes"));

  it("are one stack's in turn, with nothing to do", async () => {
    const { project } = dynamic;
    const text = project.read("index.js");
    project.write("index.js", text.replace('"pulumi-identity"', '"./plugin"'));
    await project.succeed("preview", "--expect-no-changes");
    await project.up();
    const types = project.resources().map(({ type }) => type);
    assert.ok(!types.some((type) => type.startsWith("pulumi-nodejs:")), types.join());
    await project.succeed("preview", "--refresh", "--run-program", "--expect-no-changes");
  });

  it("say in plain words what is invalid", async () => {
    const { project } = plugin;
    const text = project.read("index.js");
    project.write("index.js", text.replace('people: ["ada"] }', 'people: ["eve"] }'));
    const { code, output } = await project.run("preview");
    assert.notEqual(code, 0);
    assert.match(output, /acme: .*people\[0\]: there is no "eve" among the people/);
    assert.ok(!/ at .*\.js:\d+/.test(output), output);
    project.write("index.js", text);
  });

  it("say what a resource of theirs lacks", async () => {
    const { project } = plugin;
    const text = project.read("index.js");
    project.write("index.js", text.replace('"上海"', '"长".repeat(300)'));
    const { code, output } = await project.run("preview");
    assert.notEqual(code, 0);
    assert.match(output, /at most 255 characters/);
    assert.ok(!/ at .*\.js:\d+/.test(output), output);
    project.write("index.js", text);
  });
});
