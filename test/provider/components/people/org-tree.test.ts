import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fromFile, OrgTree } from "../../../../provider";
import { registered } from "../program";

describe("an OrgTree with people of files", () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), "people-"))));
  after(() => rmSync(folder, { recursive: true }));
  const file = (name: string, content: string) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };

  const tree = {
    name: "Acme",
    departments: [{ name: "Platform", people: ["own", "1"] }, { name: "Sales" }],
    people: [{ key: "own", name: "Owen" }],
  };

  it("makes those of each file beside its own, and puts them where the files say", async () => {
    const staff = file("staff.csv", "Nr,Login,Team\n1,ada,Sales\n2,grace,Platform\n");
    const agency = file("agency.json", '[{ "id": "x1", "dept": ["Sales"], "end": "2026-12-31" }]');
    const people = [
      fromFile(staff, { columns: { key: "Nr", username: "Login", department: "Team" } }),
      fromFile(agency, { columns: { key: "id", department: "dept", until: "end" } }),
    ];
    const passwords: string[] = [];
    const initialPassword = ({ key, username }: { key: string; username: string }) => {
      passwords.push(`${key} ${username}`);
      return undefined;
    };
    const made = await registered(
      () => void new OrgTree("acme", { tree, people, initialPassword }),
    );
    const inputs = (name: string) => made.find((one) => `${one.kind} ${one.name}` === name)?.inputs;
    assert.equal(inputs("User acme/1")?.username, "ada");
    assert.deepEqual(passwords, ["own own", "1 ada", "2 grace", "x1 x1"]);
    assert.deepEqual(inputs("NodeMembers acme/platform-people")?.users, ["own", "ada", "grace"]);
    assert.deepEqual(inputs("NodeMembers acme/sales-people")?.users, [
      "ada",
      { user: "x1", until: "2026-12-31" },
    ]);
  });

  it("says all that is wrong, of each file, before it makes anything", async () => {
    const people = [
      fromFile(file("a.csv", "Nr,Team\n1,Sale\n"), { columns: { key: "Nr", department: "Team" } }),
      fromFile(file("b.csv", "Nr,Team\n1,Sales\n"), { columns: { key: "Nr", department: "Dept" } }),
    ];
    let message = "";
    const made = await registered(() => {
      try {
        new OrgTree("acme", { tree: { ...tree, departments: [{ name: "Sales" }] }, people });
      } catch (error) {
        message = String(error).replaceAll(`${folder}/`, "");
      }
    });
    assert.deepEqual(made, []);
    assert.match(message, /a\.csv:2: Team: there is no department "Sale": is Sales meant\?/);
    assert.match(
      message,
      /b\.csv:1: columns\.department: there is no column "Dept", only "Nr", "Team"/,
    );
  });
});
