import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { proxy, type Proxy } from "../provider/support/proxy";
import { IdentityServer } from "./support/identity-server";
import { Project } from "./support/project";
import { MARK, running } from "./support/processes";
import { workshop } from "./support/workshop";

/** Two components with a child of one name, the first of which has people and is replaced by its kind. */
const program = (kind: string) => `
  class A extends pulumi.ComponentResource {
    constructor(org, users) {
      super("acme:A", "a");
      const root = new Node("root", { org, kind: "${kind}", name: "Root", allowReplace: true }, { parent: this });
      new NodeMembers("people", { node: root, users, mode: "exact" }, { parent: this });
    }
  }
  class B extends pulumi.ComponentResource {
    constructor(org) {
      super("acme:B", "b");
      new Node("root", { org, kind: "role", name: "Root" }, { parent: this });
    }
  }
  const org = new Org("acme", { name: "Acme" });
  const ada = new User("ada", { username: "adalovelace" });
  new A(org, [ada]);
  new B(org);
`;

describe("a replacement that stops half-way, and a program that goes back", function () {
  this.timeout(120_000);
  const mark = randomUUID();
  let server: IdentityServer;
  let between: Proxy;
  let project: Project;

  before(async () => {
    server = await IdentityServer.start();
    between = await proxy(server.url);
    project = new Project(await workshop(), "half-made", { env: { [MARK]: mark } });
    await project.configure({ ...server.settings, url: between.url });
    project.program(program("role"));
    await project.up();
  });
  after(async () => {
    project.remove();
    await between.close();
    await server.close();
  });
  afterEach(() => (between.fault = () => "pass"));

  const nodes = async () => {
    const [org] = await server.get<{ role_uid: string; label_uid: string }[]>("org/");
    const below = (root: string | undefined) =>
      server.get<{ nodes: { node_uid: string }[] }>(`node/g_${root}/node/`);
    const all = [await below(org?.role_uid), await below(org?.label_uid)];
    return all.flatMap(({ nodes }) => nodes.map(({ node_uid }) => node_uid)).sort();
  };

  it("has a node for each of two components with a child of one name", async () => {
    assert.equal((await nodes()).length, 2);
  });

  /** Nothing but the two nodes is there, the people are in the first, and nothing is left to do. */
  const settles = async () => {
    await project.up();
    assert.equal((await nodes()).length, 2);
    assert.deepEqual(await server.members(project.idOf("people")), ["adalovelace"]);
    assert.deepEqual(await project.plan(), []);
  };

  it("leaves one node, with the people in it, where they could not be moved", async () => {
    project.program(program("label"));
    between.fault = (request) => (/^PATCH node\/.*\/user\/$/.test(request) ? "deny" : "pass");
    const { code } = await project.run("up", "--yes", "--skip-preview");
    assert.notEqual(code, 0);
    assert.equal((await nodes()).length, 3);
    between.fault = () => "pass";
    project.program(program("role"));
    await settles();
  });

  it("is not silent after a kill, and goes on with the node that was made when the program does", async () => {
    project.program(program("label"));
    between.fault = (request) => {
      if (!/^POST node\/.*\/node\/$/.test(request)) return "pass";
      for (const { pid } of running(mark)) process.kill(pid, "SIGKILL");
      return "lose";
    };
    await project.run("up", "--yes", "--skip-preview");
    await project.succeed("cancel", "--yes");
    between.fault = () => "pass";
    project.program(program("role"));
    assert.match(await project.up(), /::root, interrupted while creating/);
    project.program(program("label"));
    await settles();
  });
});
