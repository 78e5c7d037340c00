import assert from "node:assert/strict";
import type { Rules } from "../../../access/policy";
import { type company, grant, reasons, source, verdict } from "./support";

const rule = { name: "a rule", source };
const keep = (who: string, ...perms: string[]): Partial<Rules> => ({
  keep: [{ ...rule, who, perms: perms.length === 0 ? undefined : perms }],
});
const cases: Record<string, [Partial<Rules>, string]> = {
  "a person": [keep("adaa"), 'there is no person "adaa": is ada meant?'],
  "a person who is like nobody": [
    keep("somebody"),
    'there is no person "somebody", so the rule guards nothing',
  ],
  "a perm to keep": [keep("ada", "CI/Deplyo"), 'there is no perm "CI/Deplyo": is CI/Deploy meant?'],
  "a perm that enough people keep": [
    { atLeast: [{ ...rule, perm: "Ci/Depoly", count: 1 }] },
    'there is no perm "Ci/Depoly": is CI/Deploy meant?',
  ],
  "a perm to separate": [
    { separate: [{ ...rule, perms: ["Bank/Create", "Bank/Aprove"] }] },
    'there is no perm "Bank/Aprove": is Bank/Approve meant?',
  ],
  "a perm that needs an end": [
    { requireUntil: [{ ...rule, on: "perm", object: "CI/Produktion" }] },
    'there is no perm "CI/Produktion": is CI/Production meant?',
  ],
  "a node that needs an end": [
    { requireUntil: [{ ...rule, on: "node", object: "Engineering/Platfrom" }] },
    'there is no node "Engineering/Platfrom": is Engineering/Platform meant?',
  ],
  "the end of a path": [
    { never: [{ ...rule, kind: "Node", object: "Platfrom" }] },
    'there is no node "Platfrom": is Platform meant?',
  ],
  "an app": [
    { never: [{ ...rule, kind: "App", object: "Bnak" }] },
    'there is no app "Bnak": is Bank meant?',
  ],
  "an org": [
    { limits: [{ ...rule, of: "people", org: "Beat", most: 1 }] },
    'there is no org "Beat": is Beta meant?',
  ],
  "a perm of which there are two": [
    { atLeast: [{ ...rule, perm: "Billing", count: 1 }] },
    '"Billing" may be one of 2 perms: Acme/Billing (p_billing), Beta/Billing (p_beta); give its id or its whole path',
  ],
};

describe("a rule that names something", () => {
  for (const [what, [rules, reason]] of Object.entries(cases)) {
    it(`is broken where it guards nothing: ${what}`, () => {
      assert.deepEqual(reasons(verdict(rules)), [reason]);
    });
  }

  it("knows capital letters and composed ones as the same", () => {
    const today = (builder: ReturnType<typeof company>) => {
      builder.people.set("zoé", { username: "zoé", name: "" });
      builder.grant(grant("p_deploy", "zoé"));
    };
    const change = (builder: ReturnType<typeof company>) => builder.without("person", "zoé");
    const found = verdict(keep("ZOÉ".normalize("NFD"), "ci/deploy"), { today, change });
    assert.deepEqual(reasons(found), ["zoé would be deleted"]);
  });

  it("means a person by username, never by the name that another one gave themselves", () => {
    const found = verdict(keep("Ada Lovelace"), {
      today: (builder) => builder.people.set("bob", { username: "bob", name: "Ada Lovelace" }),
    });
    assert.match(String(reasons(found)), /^there is no person "Ada Lovelace"/);
  });

  it("may name what the plan makes", () => {
    const found = verdict(keep("new"), {
      change: (builder) => builder.people.set("new", { username: "new", name: "" }),
    });
    assert.deepEqual(reasons(found), []);
  });
});
