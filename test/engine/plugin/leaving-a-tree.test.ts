import assert from "node:assert/strict";
import { hostsOrSkip } from "../languages/hosts";
import { IdentityServer } from "../support/identity-server";
import type { Project } from "../support/project";
import { workshop } from "../support/workshop";
import { foreignProject, inYaml } from "./project";

/** A tree as one resource; its people go on elsewhere. */
const tree = (name: string, people: readonly string[], options = "{}") => `
  ${name}:
    type: identity:OrgTree
    properties:
      bulk: true
      adopt: ifExists
      tree:
        name: ${name}
        departments: [{ key: team, name: Team, people: [${people.join(", ")}] }]
        people: [${people.map((one) => `{ key: ${one}, username: ${one}lovelace }`).join(", ")}]
    options: ${options}`;

const own = (options = "{}") => `
  ada:
    type: identity:User
    properties: { username: adalovelace, adopt: only }
    options: ${options}`;

describe("a person who leaves a tree that is one resource, in a program in YAML", function () {
  this.timeout(240_000);
  let server: IdentityServer | undefined;
  let project: Project;

  before(async function () {
    const hosts = await hostsOrSkip(this);
    server = await IdentityServer.start();
    project = foreignProject(await workshop(), hosts, "yaml-leaving");
    declare(tree("acme", ["ada", "bob"]), tree("beta", ["cyd"]));
    await project.configure({ ...server.settings, removalLimit: "100%" });
    await project.up();
  });
  after(async () => {
    project?.remove();
    await server?.close();
  });
  const declare = (...resources: readonly string[]) =>
    project.write("Pulumi.yaml", inYaml("yaml-leaving", `resources:${resources.join("")}\n`));
  const account = async () => {
    assert.ok(server);
    const { user } = await server.get<{ user: { user_id: string } }>("user/adalovelace/");
    return user.user_id;
  };
  /** Neither a preview nor an apply does anything. */
  const isRefused = async (reason: RegExp, ...commands: readonly (readonly string[])[]) => {
    const before = await account();
    for (const command of commands) {
      const { code, output } = await project.run(...command);
      assert.notEqual(code, 0, output);
      assert.match(output.replaceAll(/\s+/g, " "), reason);
    }
    assert.equal(await account(), before);
  };
  const PREVIEW = ["preview"];
  const UP = ["up", "--yes"];

  const settled = () =>
    project.succeed("preview", "--refresh", "--run-program", "--expect-no-changes");

  it("is not let go to a resource that waits for the tree, which deletes the account first", async () => {
    declare(tree("acme", ["bob"]), tree("beta", ["cyd"]), own('{ dependsOn: ["${acme}"] }'));
    const reason =
      /"adalovelace" leaves "acme" in this run, .* give the OrgTree "acme" dependsOn with User "ada"/;
    await isRefused(reason, PREVIEW, UP);
  });

  it("is not let go to one that the tree does not wait for, which another run may come to too late", async () => {
    declare(tree("acme", ["bob"]), tree("beta", ["cyd"]), own());
    await isRefused(/give the OrgTree "acme" dependsOn with User "ada"/, PREVIEW, UP);
  });

  it("goes on with a resource that the tree waits for, which the plan says", async () => {
    const before = await account();
    declare(tree("acme", ["bob"], '{ dependsOn: ["${ada}"] }'), tree("beta", ["cyd"]), own());
    const shown = await project.succeed("preview", "--diff");
    assert.match(shown, /\+ identity:index:User: \(create\)/);
    assert.match(shown, /- ada: "member"/);
    await project.up();
    assert.equal(await account(), before);
    await settled();
  });

  it("goes back to the tree, and the resource lets go of them", async () => {
    const before = await account();
    declare(tree("acme", ["ada", "bob"]), tree("beta", ["cyd"]));
    await project.up();
    assert.equal(await account(), before);
    await settled();
  });

  it("goes on in another tree that this one waits for, and not without that", async () => {
    const before = await account();
    declare(tree("acme", ["bob"]), tree("beta", ["ada", "cyd"]));
    await isRefused(/give the OrgTree "acme" dependsOn with OrgTree "beta"/, PREVIEW, UP);
    declare(tree("acme", ["bob"], '{ dependsOn: ["${beta}"] }'), tree("beta", ["ada", "cyd"]));
    await project.up();
    assert.equal(await account(), before);
    await settled();
  });

  it("is deleted where nothing goes on with them", async () => {
    declare(tree("acme", ["bob"]), tree("beta", ["cyd"]));
    await project.up();
    assert.deepEqual(await server?.usernames(), ["boblovelace", "cydlovelace"]);
  });
});
