import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { csvRows } from "../../cli/access/review/csv-rows";
import { csvOf } from "../../cli/output/csv";
import { IdentityServer } from "./support/identity-server";
import { Project } from "./support/project";
import { workshop } from "./support/workshop";

const tree = `name: Acme 公司 # the company
departments:
  - key: engineering
    name: Engineering
    people: [adalovelace, gracehopper] # by name
  - key: contractors
    name: "外包 | <b>"
    people:
      - gracehopper
      - { person: xia, until: 2099-12-31 }
people:
  - { key: adalovelace, name: Ada Lovelace }
  - { key: gracehopper, name: "=cmd|'/c calc'!A1" }
  - { key: xia, username: xiapeisu, name: 夏培肃 }
`;

const program = `const acme = new OrgTree("acme", { file: "org.yaml", initialPassword: () => "plain-text-pass-1", mode: "exact" });
const { engineering, contractors } = acme.nodes;
const leads = new Node("leads", { org: acme.org, kind: "manager", name: "Leads", managerGroup: { scope: "named", nodes: [contractors] } });
new NodeMembers("leads-people", { node: leads, users: ["adalovelace"] });
const ci = new App("ci", { org: acme.org, name: "CI", uid: "ci" });
const deploy = new Perm("deploy", { scope: ci, name: "Deploy" });
new PermGrants("deployers", { perm: deploy, nodes: [engineering, contractors] });
new PermGrants("ci-users", { perm: ci.accessPerm, users: ["xiapeisu"] });
`;

describe("an access review under the real engine", function () {
  this.timeout(300_000);
  let server: IdentityServer;
  let project: Project;
  const inProject = (path: string) => join(project.folder, path);

  before(async () => {
    const shop = await workshop();
    server = await IdentityServer.start();
    project = new Project(shop, "review");
    await project.configure(server.settings);
    project.write("org.yaml", tree);
    project.program(program);
    await project.up();
  });
  after(async () => {
    project?.remove();
    await server?.close();
  });

  const review = (options: string) =>
    project.shell(`npx pulumi-identity access review --stack test ${options}`);

  /** Answers rows as a person does in a spreadsheet, which saves them with semicolons. */
  function answer(file: string, decide: (person: string, by: string) => string): void {
    const path = inProject(`reviews/${file}`);
    const rows = csvRows(readFileSync(path, "utf8").replace("\ufeff", "")).map(
      ({ cells }) => cells,
    );
    const [head = []] = rows;
    const at = (name: string) => head.indexOf(name);
    const answered = rows.map((cells, index) =>
      index === 0
        ? cells
        : cells.with(at("decision"), decide(cells[at("person")] ?? "", cells[at("by")] ?? "")),
    );
    writeFileSync(path, csvOf(answered).replaceAll(",", ";").replaceAll("';", "',"));
  }

  it("is a file for each manager, which no spreadsheet runs", async () => {
    const { code, output } = await review("--out reviews");
    assert.equal(code, 0, output);
    assert.deepEqual(readdirSync(inProject("reviews")).sort(), [
      "adalovelace.csv",
      "no-manager.csv",
    ]);
    const text = project.read("reviews/adalovelace.csv");
    assert.match(
      text,
      /^\ufeffperson,name,gives,by,until,resource,source,reviewers,decision,comment,key\r\n/,
    );
    assert.match(
      text,
      /gracehopper,"'=cmd\|'\/c calc'!A1",CI\/Deploy,member of Acme 公司\/外包 \| <b>,,acme\/contractors-people,org.yaml:8,adalovelace,,,k/,
    );
    const again = await review("--out reviews");
    assert.equal(again.code, 2, "what may be answered is not written over");
  });

  it("says what the answers lead to, and writes nothing by itself", async () => {
    answer("adalovelace.csv", (person, by) => {
      if (by.startsWith("granted")) return "until 2098-06-30";
      if (person === "xiapeisu") return "until 2098-12-31";
      return by.includes("外包") ? "remove" : "keep";
    });
    const { code, output } = await review("--answers reviews");
    assert.equal(code, 1, "somebody has not answered");
    assert.match(
      output,
      /^org\.yaml:8: .*\(gracehopper\), member of Acme 公司\/外包 \| <b>: remove, by --write/m,
    );
    assert.match(
      output,
      /^index\.js:\d+: 夏培肃 \(xiapeisu\), granted CI\/access: ci-users gets the entry \{ user: "xiapeisu", until: "2098-06-30" \}/m,
    );
    assert.match(
      output,
      /^Not answered: Ada Lovelace \(adalovelace\), member of Acme 公司\/Leads$/m,
    );
    assert.equal(project.read("org.yaml"), tree);
  });

  it("puts the answers into the tree's file, and up does what they say", async () => {
    answer("no-manager.csv", () => "keep");
    const { code, output } = await review(
      "--answers reviews --write --format json=review.json --format text",
    );
    assert.equal(code, 0, output);
    assert.equal(
      project.read("org.yaml"),
      tree.replace("      - gracehopper\n", "").replace("2099-12-31", "2098-12-31"),
    );
    const { answers } = JSON.parse(project.read("review.json")) as {
      answers: { username: string; place: string; outcome: string }[];
    };
    assert.deepEqual(
      answers.map(({ username, place, outcome }) => [username, place.split("/").at(-1), outcome]),
      [
        ["adalovelace", "Engineering", "kept"],
        ["adalovelace", "Leads", "kept"],
        ["admin", "管理应用CI", "kept"],
        ["gracehopper", "Engineering", "kept"],
        ["gracehopper", "外包 | <b>", "tree"],
        ["xiapeisu", "外包 | <b>", "tree"],
        ["xiapeisu", "access", "program"],
      ],
    );
    await project.up();
    assert.deepEqual(await server.members(project.idOf("acme/contractors")), ["xiapeisu"]);
    const { output: after } = await review("--answers reviews");
    assert.match(after, /^Not there any more: gracehopper, member of /m);
  });

  it("says of what nobody declared that no program ends it", async () => {
    const node = project.idOf("acme/contractors");
    await server.ask("PATCH", `node/${node}/user/`, { subject: "add", user_uids: ["gracehopper"] });
    const { code, output } = await review("--answers reviews");
    assert.equal(code, 0, output);
    assert.match(
      output,
      /^not in the stack: .*\(gracehopper\).*: remove; nothing of the stack declares it/m,
    );
  });

  it("ends with 2 for an invalid answer, with its file and line, and for neither folder", async () => {
    answer("no-manager.csv", () => "perhaps");
    const { code, output } = await review("--answers reviews --write");
    assert.equal(code, 2, output);
    assert.match(output, /^reviews\/no-manager\.csv:2: "perhaps" is no decision/m);
    assert.equal((await review("")).code, 2);
    assert.equal((await review("--out other --write")).code, 2);
  });
});
