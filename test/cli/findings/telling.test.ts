import assert from "node:assert/strict";
import { sentencesOf } from "../../../cli/drift/formats/words";
import type { Finding } from "../../../cli/findings/finding";
import { titleOf } from "../../../cli/findings/telling";
import { finding } from "../drift/support/report";

const said = (more: Partial<Finding>) => sentencesOf(finding(more));
const names = { ada: "Ada Lovelace", wang: "王选", d_ops: "Operations", d_eng: "Engineering" };
const platform = { kind: "NodeMembers", path: ["Acme", "Platform"], names } as const;
const deploy = { kind: "PermGrants", path: ["Acme", "CI", "Deploy"], names } as const;
const change = (property: string, declared?: string, live?: string) => ({
  ...{ category: "changed" as const, changes: [{ property, declared, live }] },
});

describe("what a finding says", () => {
  const sentences: Record<string, Partial<Finding>> = {
    "Ada Lovelace (ada) left Platform": { ...platform, ...change("users.ada", "member") },
    "nobody1 left Platform": { ...platform, ...change("users.nobody1", "member") },
    "王选 (wang) went from place 2 to place 1 in Platform": {
      ...platform,
      ...change("users.wang", "2", "1"),
    },
    "Ada Lovelace (ada) joined Platform": {
      ...platform,
      ...{ member: "ada", list: "users", path: ["Acme", "Platform", "ada"] },
    },
    "Ada Lovelace (ada) lost Deploy of CI": { ...deploy, ...change("users.ada", "member") },
    "Engineering lost Deploy of CI": { ...deploy, ...change("nodes.d_eng", "member") },
    "Ada Lovelace (ada) is no longer denied Deploy of CI": {
      ...deploy,
      ...change("denyUsers.ada", "member"),
    },
    "Operations was granted Deploy of CI": {
      ...{ ...deploy, member: "d_ops", list: "nodes" },
      path: [...deploy.path, "Operations"],
    },
    "Ada Lovelace (ada) was denied Deploy of CI": {
      ...{ ...deploy, member: "ada", list: "denyUsers" },
      path: [...deploy.path, "ada"],
    },
    '"Web & Design" was renamed to "Lab"': change("name", "Web & Design", "Lab"),
    'Ada Lovelace (ada) was renamed from "Ada" to "Ada King"': {
      ...{ kind: "User", path: ["ada"], names },
      ...change("name", "Ada", "Ada King"),
    },
    "Lab was moved from Operations to Engineering": {
      names,
      ...change("parent", "d_ops", "d_eng"),
    },
    'description was changed from "a" to "b"': change("description", "a", "b"),
    "Lab was added": {},
    "Lab and 11 below it were added": { count: 12 },
    "Lab is gone": { category: "missing" },
    "Ada Lovelace (ada) is gone": { category: "missing", kind: "User", path: ["ada"], names },
    "王选 (wang) joined Acme": { kind: "OrgMember", path: ["Acme", "wang"], names },
    "王选 (wang) left Acme": {
      ...{ category: "missing", kind: "OrgMember", path: ["Acme", "wang"], names },
    },
  };
  for (const [sentence, more] of Object.entries(sentences)) {
    it(sentence, () => assert.deepEqual(said(more), [sentence]));
  }

  it("names nobody by what every object has", () => {
    const path = ["Acme", "constructor"];
    assert.equal(titleOf(finding({ kind: "OrgMember", path, names: {} })), "constructor");
  });
});
