import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { RequestEvent } from "../../sdk";
import { IdentityServer } from "./support/identity-server";
import { Project } from "./support/project";
import { workshop } from "./support/workshop";

const INITIAL = "an-initial-passw0rd";

/** Asks while the program runs, and declares. */
const PROGRAM = `
  const acme = new Org("acme", { name: "Acme" });
  const sales = new Node("sales", { org: acme, kind: "department", name: "销售" });
  const ada = new User("ada", { username: "adalovelace", initialPassword: "${INITIAL}" });
  new NodeMembers("sales-people", { node: sales, users: [ada] });
  exports.admin = getUser({ username: "admin" }).then(({ id }) => id);
`;

describe("what a run sends", function () {
  this.timeout(180_000);
  let server: IdentityServer;
  let project: Project;
  let trace: string;
  before(async () => {
    const shop = await workshop();
    server = await IdentityServer.start();
    project = new Project(shop, "metrics");
    trace = join(project.folder, "trace.jsonl");
    await project.configure(server.settings);
    project.program(PROGRAM);
    project.settings = { trace };
  });
  after(async () => {
    project?.remove();
    await server?.close();
  });

  const events = (): RequestEvent[] =>
    readFileSync(trace, "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as RequestEvent);
  /** The sums that a run prints, each once. */
  const sums = (output: string) => {
    const lines = output.split("\n").map((line) => line.trim());
    const counts = lines.map((line) =>
      new RegExp(`^${server.url}: (\\d+) requests?\\b`).exec(line),
    );
    return counts.flatMap((found) => (found ? [Number(found[1])] : []));
  };

  it("is told in a line at the end of a preview and of an up, and traced, the program's own too", async () => {
    const told = sums(await project.succeed("preview"));
    assert.equal(told.length, 2, "the program and the provider each say theirs");
    const previewed = events();
    assert.equal(
      told.reduce((a, b) => a + b),
      previewed.length,
    );
    assert.deepEqual(new Set(previewed.map(({ method }) => method)), new Set(["POST", "GET"]));
    const applied = sums(await project.up());
    assert.equal(
      applied.reduce((a, b) => a + b),
      events().length - previewed.length,
    );
  });

  it("is traced by template, with nothing that names anybody or lets anybody in", () => {
    const paths = new Set(events().map(({ method, path }) => `${method} ${path}`));
    for (const expected of [
      "POST ucenter/login/",
      "GET user/:username/",
      "POST user/",
      "POST node/:uid/node/",
      "PATCH node/:uid/user/",
    ]) {
      assert.ok(paths.has(expected), `${expected} is missing in ${[...paths].join(", ")}`);
    }
    const text = readFileSync(trace, "utf8");
    for (const secret of [server.password, INITIAL, "adalovelace", project.idOf("sales")]) {
      assert.ok(!text.includes(secret), `${secret.slice(0, 3)}… is in the trace`);
    }
    const keys = new Set(events().flatMap((event) => Object.keys(event)));
    const known = ["time", "method", "path", "status", "ms", "attempt", "error"];
    assert.deepEqual(
      [...keys].filter((key) => !known.includes(key)),
      [],
    );
  });

  it("leaves what machines read of a preview as it is", async () => {
    assert.deepEqual(await project.plan(), []);
  });

  it("goes on where the trace can't be written, and says so once a process", async () => {
    const nowhere = join(project.folder, "no such folder", "trace.jsonl");
    project.settings = { trace: nowhere };
    const output = await project.succeed("preview", "--refresh", "--expect-no-changes");
    project.settings = { trace };
    const sentence = `warning: no trace is kept: IDENTITY_TRACE ${nowhere} can't be written (ENOENT)`;
    const told = output.split("\n").filter((line) => line.trim() === sentence);
    assert.equal(told.length, 2, output);
    assert.ok(!existsSync(nowhere));
  });

  it("ends no token", async () => {
    await project.succeed("destroy", "--yes", "--skip-preview");
    assert.ok(!events().some(({ path }) => path.includes("revoke")));
    assert.deepEqual(await server.orgs(), []);
  });
});
