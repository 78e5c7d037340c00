import assert from "node:assert/strict";
import { liveGraph } from "../../../cli/graph/live";
import { describeOn, everySystem, type System } from "../../provider/conformance/system";
import { TestRealm } from "../../provider/support/keycloak";
import { Program } from "../drift/support/seeded";
import { inspectorOf } from "../support/inspector";
import { reportOn } from "./support";

describeOn("keycloak")("access on Keycloak, beside what it says itself", function () {
  let system: System;
  let program: Program;
  let ci: string;
  let org: string;
  const people = ["ada", "bob", "cyd", "dan"];
  const NAMES = ["Audit", "Below", "Deploy"];

  before(async () => {
    system = await (everySystem.keycloak ?? assert.fail)();
    program = new Program(system);
    org = await program.add("Org", "acme", { name: "Acme" });
    const add = (name: string, fields: object) =>
      program.add("Node", name, { org, kind: "department", name, ...fields });
    const top = await add("Engineering", {});
    const middle = await add("Web 网页", { parent: top });
    const low = await add("Mobile", { parent: middle });
    const aside = await add("Sales", {});
    for (const username of people) await program.add("User", username, { username });
    await program.add("NodeMembers", "low", { node: low, users: ["ada"] });
    await program.add("NodeMembers", "top", { node: top, users: ["bob"] });
    await program.add("NodeMembers", "aside", { node: aside, users: ["cyd"] });
    ci = await program.add("App", "ci", { org, uid: "ci", name: "CI" });
    const deploy = await program.add("Perm", "deploy", { scope: ci, name: "Deploy" });
    const audit = await program.add("Perm", "audit", { scope: org, name: "Audit" });
    const below = await program.add("Perm", "below", { scope: ci, name: "Below" });
    await program.add("PermGrants", "deployers", { perm: deploy, nodes: [top], users: ["cyd"] });
    await program.add("PermGrants", "auditors", {
      perm: audit,
      nodes: [middle, aside],
      users: ["dan"],
    });
    await program.add("PermGrants", "low-ones", { perm: below, nodes: [low] });
  });
  after(() => system.close());

  const realm = () => {
    const { username = "", password = "", realm = "" } = system.settings;
    return new TestRealm({ url: system.url, username, password }, realm);
  };

  /** The roles that somebody has in the end, by Keycloak's own evaluation. */
  const effective = async (username: string): Promise<string[]> => {
    const user = await realm().client.users.find(username);
    const all = await Promise.all(
      ["realm", `clients/${ci}`].map((of) =>
        realm().ask<{ name: string }[]>(`users/${user?.id}/role-mappings/${of}/composite`),
      ),
    );
    const names = all.flat().map(({ name }) => name);
    return names.filter((name) => NAMES.includes(name)).sort();
  };

  const whoCan = async (): Promise<(perm: string) => string[]> => {
    const { session } = system.session();
    const { resources } = program;
    const reading = await liveGraph({ inspector: inspectorOf(session), resources });
    assert.deepEqual(reading.gaps, []);
    const live = { ...reading, at: new Date(-8.64e15) };
    return (perm) =>
      reportOn({ ask: "who-can", perm }, [live]).people.map(({ username }) => username);
  };

  const agrees = async (): Promise<void> => {
    const who = await whoCan();
    for (const person of people) {
      const own = NAMES.filter((name) => who(name).includes(person));
      assert.deepEqual(own, await effective(person), person);
    }
  };

  it("finds for each person just the perms that Keycloak finds", async () => {
    await agrees();
    assert.deepEqual((await whoCan())("CI/Deploy").sort(), ["ada", "bob", "cyd"]);
  });

  it("counts what a role contains, and what the realm gives to everybody", async () => {
    const { session } = system.session();
    const { backend } = session;
    const roleOf = async (scope: string, name: string) =>
      (await backend.perms.find({ scope, name }))[0] ?? assert.fail(name);
    const [deploy, audit, below] = [
      await roleOf(ci, "Deploy"),
      await roleOf(org, "Audit"),
      await roleOf(ci, "Below"),
    ];
    await realm().ask(`roles-by-id/${audit.id}/composites`, [{ id: deploy.id, name: "Deploy" }]);
    await agrees();
    assert.deepEqual((await whoCan())("CI/Deploy").sort(), people);
    const { defaultRole } = await realm().ask<{ defaultRole: { id: string } }>("");
    const everybodys = [{ id: below.id, name: "Below" }];
    await realm().ask(`roles-by-id/${defaultRole.id}/composites`, everybodys);
    await agrees();
    assert.deepEqual((await whoCan())("CI/Below").sort(), people);
  });
});
