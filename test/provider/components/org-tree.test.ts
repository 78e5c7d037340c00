import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Connection, OrgTree, User, type OrgTreeArgs, type Tree } from "../../../provider";
import { registered, type Registered } from "./program";

const acme: Tree = {
  name: "Acme",
  departments: [
    {
      name: "Engineering",
      people: [],
      departments: [{ name: "R&D Tools", people: ["adalovelace"], description: "makes tools" }],
    },
    { key: "shanghai", name: "上海分公司" },
  ],
  groups: [{ name: "Guild", acceptsMembers: false }],
  roles: [{ name: "On call", people: ["wang", "adalovelace"] }],
  labels: [{ name: "Remote", uid: "remote" }],
  people: [
    { key: "adalovelace", name: "Ada Lovelace", email: "ada@acme.example" },
    { key: "wang", username: "wangxuan", name: "王选", phone: null },
  ],
};

describe("an OrgTree", () => {
  it("passes on until when people belong to a node", async () => {
    const made = await registered(() => {
      const users = { kim: "kim" };
      const until = "2026-12-31";
      const people = ["ada", { person: "王选", until }, { person: "kim", until: "2027-01-31" }];
      const tree = {
        name: "Acme",
        roles: [{ name: "On call", people }],
        people: [{ key: "ada" }, { key: "王选", username: "wangxuan" }],
      };
      new OrgTree("acme", { tree, users });
    });
    assert.deepEqual(inputsOf(made, "NodeMembers acme/on-call-people").users, [
      "ada",
      { user: "wangxuan", until: "2026-12-31" },
      { user: "kim", until: "2027-01-31" },
    ]);
    const { dependsOn } = find(made, "NodeMembers acme/on-call-people");
    assert.ok(dependsOn.includes("acme/王选"));
  });

  it("makes an org, nodes, users and lists of people, all below itself", async () => {
    const made = await built({ tree: acme });
    assert.deepEqual(namesOf(made), [
      "Node acme/engineering",
      "Node acme/guild",
      "Node acme/on-call",
      "Node acme/r-d-tools",
      "Node acme/remote",
      "Node acme/shanghai",
      "NodeMembers acme/engineering-people",
      "NodeMembers acme/on-call-people",
      "NodeMembers acme/r-d-tools-people",
      "Org acme",
      "OrgTree acme",
      "User acme/adalovelace",
      "User acme/wang",
    ]);
    const children = made.filter(({ kind }) => kind !== "OrgTree");
    for (const { name, parent } of children) assert.equal(parent, "acme", name);
  });

  it("gives each what its entry says, and nothing that it does not say", async () => {
    const made = await built({ tree: acme });
    assert.deepEqual(inputsOf(made, "Node acme/r-d-tools"), {
      org: "id of acme",
      kind: "department",
      parent: "id of acme/engineering",
      name: "R&D Tools",
      description: "makes tools",
    });
    assert.deepEqual(inputsOf(made, "Node acme/guild"), {
      org: "id of acme",
      kind: "group",
      parent: "id of acme/group",
      name: "Guild",
      acceptsMembers: false,
    });
    assert.equal(inputsOf(made, "Node acme/remote").uid, "remote");
    assert.deepEqual(inputsOf(made, "User acme/wang"), {
      username: "wangxuan",
      name: "王选",
      phone: null,
    });
    assert.deepEqual(inputsOf(made, "NodeMembers acme/on-call-people"), {
      node: "id of acme/on-call",
      users: ["wangxuan", "adalovelace"],
    });
  });

  it("waits for the people of a list, though it names them before they exist", async () => {
    const made = await built({ tree: acme });
    const { dependsOn } = find(made, "NodeMembers acme/on-call-people");
    assert.ok(dependsOn.includes("acme/wang") && dependsOn.includes("acme/adalovelace"));
  });

  it("makes groups, roles and labels below one another, as departments are", async () => {
    const tree: Tree = {
      name: "Acme",
      groups: [{ name: "Guild", groups: [{ name: "Inner", groups: [{ name: "Core" }] }] }],
      roles: [{ name: "On call", roles: [{ name: "Night", acceptsMembers: false }] }],
      labels: [{ name: "Remote", labels: [{ name: "Abroad" }] }],
    };
    const made = await built({ tree });
    const parentOf = (name: string) => inputsOf(made, `Node acme/${name}`).parent;
    assert.equal(parentOf("guild"), "id of acme/group");
    assert.equal(parentOf("core"), "id of acme/inner");
    assert.equal(parentOf("night"), "id of acme/on-call");
    assert.equal(inputsOf(made, "Node acme/night").kind, "role");
    assert.equal(parentOf("abroad"), "id of acme/remote");
  });

  it("says who may see a node, by keys of the tree in whatever order, and by ids", async () => {
    const made = await built({
      tree: acme,
      uid: "acme-uid",
      visibility: {
        engineering: { visibility: "named", visibleToNodes: ["shanghai", "d_elsewhere"] },
        shanghai: { visibility: "members" },
        remote: { visibleToUsers: ["adalovelace"] },
      },
    });
    const { visibility, visibleToNodes } = inputsOf(made, "Node acme/engineering");
    assert.deepEqual(
      [visibility, visibleToNodes],
      ["named", ["id of acme/shanghai", "d_elsewhere"]],
    );
    assert.equal(inputsOf(made, "Node acme/shanghai").visibility, "members");
    assert.deepEqual(inputsOf(made, "Node acme/remote").visibleToUsers, ["adalovelace"]);
    assert.equal(inputsOf(made, "Org acme").uid, "acme-uid");
  });

  it("refuses visibility of what the tree has not, and in a circle", async () => {
    const visible = (key: string, to: string) => ({ [key]: { visibleToNodes: [to] } });
    await assert.rejects(
      built({ tree: acme, visibility: visible("nothing", "remote") }),
      /visibility names nothing, and the tree has no such node/,
    );
    await assert.rejects(
      built({ tree: acme, visibility: visible("engineering", "r-d-tools") }),
      /engineering, r-d-tools, engineering wait for one another/,
    );
  });

  it("hands the program's policy to all whom it concerns", async () => {
    const policy = { mode: "exact", removalLimit: "10%", onRemove: "keep" } as const;
    const made = await built({ tree: acme, ...policy, adopt: "only", forceDestroy: true });
    const { mode, removalLimit, adopt } = inputsOf(made, "NodeMembers acme/on-call-people");
    assert.deepEqual([mode, removalLimit, adopt], ["exact", "10%", "ifExists"]);
    const user = inputsOf(made, "User acme/wang");
    assert.deepEqual([user.onRemove, user.adopt], ["keep", "only"]);
    for (const name of ["Org acme", "Node acme/shanghai"]) {
      const { adopt, forceDestroy } = inputsOf(made, name);
      assert.deepEqual([adopt, forceDestroy], ["only", true], name);
    }
  });

  it("gives passwords by username", async () => {
    const made = await built({ tree: acme, initialPassword: { wangxuan: "secret-1" } });
    assert.match(JSON.stringify(inputsOf(made, "User acme/wang").initialPassword), /secret-1/);
    assert.equal(inputsOf(made, "User acme/adalovelace").initialPassword, undefined);
  });

  it("gives passwords by a function of the person", async () => {
    const initialPassword = ({ key, username }: { key: string; username: string }) =>
      pulumi.secret(`${key} is ${username}`);
    const made = await built({ tree: acme, initialPassword });
    const given = JSON.stringify(inputsOf(made, "User acme/wang").initialPassword);
    assert.match(given, /wang is wangxuan/);
  });

  it("takes people whom the program has already", async () => {
    const tree = { name: "Acme", roles: [{ name: "Leads", people: ["grace", "linus"] }] };
    const made = await registered(() => {
      const grace = new User("grace", { username: "gracehopper" });
      new OrgTree("acme", { tree, users: { grace, linus: "linustorvalds" } });
    });
    const { users } = inputsOf(made, "NodeMembers acme/leads-people");
    assert.deepEqual(users, ["gracehopper", "linustorvalds"]);
  });

  it("offers what it made by key", async () => {
    let tree: OrgTree | undefined;
    await registered(() => void (tree = new OrgTree("acme", { tree: acme })));
    assert.ok(tree);
    const nodes = ["engineering", "r-d-tools", "shanghai", "guild", "on-call", "remote"];
    assert.deepEqual(Object.keys(tree.nodes), nodes);
    assert.deepEqual(Object.keys(tree.users), ["adalovelace", "wang"]);
    assert.equal(tree.org.constructor.name, "Org");
  });

  it("turns a former key into the names that it made", async () => {
    const tree: Tree = {
      name: "Acme",
      departments: [{ key: "tools", previously: ["r-d"], name: "Tools", people: ["ada"] }],
      people: [{ key: "ada", username: "adalovelace", previously: ["lovelace", "ada1"] }],
    };
    const made = await built({ tree });
    assert.deepEqual(find(made, "Node acme/tools").aliases, ["acme/r-d"]);
    assert.deepEqual(find(made, "NodeMembers acme/tools-people").aliases, ["acme/r-d-people"]);
    assert.deepEqual(find(made, "User acme/ada").aliases, ["acme/lovelace", "acme/ada1"]);
  });

  it("stands beside another in one program", async () => {
    const made = await registered(() => {
      new OrgTree("acme", { tree: { name: "A", roles: [{ key: "eu-ops", name: "x" }] } });
      new OrgTree("acme-eu", { tree: { name: "B", roles: [{ key: "ops", name: "x" }] } });
    });
    assert.equal(new Set(namesOf(made)).size, made.length);
  });

  it("as one resource tells it whom others declare, one by one or in another tree", async () => {
    const people = (...keys: string[]) => keys.map((key) => ({ key, name: key }));
    const made = await registered(() => {
      new OrgTree("one", { tree: { name: "A", people: people("ada", "bob") }, bulk: true });
      new OrgTree("two", { tree: { name: "B", people: people("cyd") }, bulk: true });
      new User("dan", { username: "dan123" });
    });
    const { beside } = find(made, "BulkTree two").inputs as { beside: readonly object[] };
    const labelOf = (name: string) => `User "identity:index:OrgTree$one/${name}"`;
    assert.deepEqual(beside, [
      { kind: "User", key: "ada", label: labelOf("ada") },
      { kind: "User", key: "bob", label: labelOf("bob") },
      { kind: "User", key: "dan123", label: 'User "dan"' },
    ]);
  });

  it("makes everything on its own connection", async () => {
    const made = await registered(() => {
      const eu = new Connection("eu", { url: "https://eu.acme.example" });
      new OrgTree("acme", { tree: acme }, { provider: eu });
    });
    const children = made.filter(({ parent }) => parent === "acme");
    assert.equal(children.length, 12);
    for (const { name, provider } of children) assert.equal(provider, "eu", name);
  });

  for (const [what, args, says] of [
    [
      "both a literal and a file",
      { tree: acme, file: "org.yaml" },
      "give tree, a literal, or file",
    ],
    ["neither", {}, "give tree, a literal, or file"],
    ["a password of nobody", { tree: acme, initialPassword: { wang: "x" } }, "names wang, and"],
    [
      "a key that leads nowhere",
      { tree: { name: "A", roles: [{ name: "R", people: ["x"] }] } },
      'acme: roles[0].people[0]: there is no "x" among the people',
    ],
    [
      "a name without a slug",
      { tree: { name: "A", departments: [{ name: "研发部" }] } },
      'acme: departments[0]: "研发部" makes no slug: give a key',
    ],
  ] as const) {
    it(`refuses ${what} in a sentence`, async () => {
      const made = await registered(() => {
        const build = () => new OrgTree("acme", args as unknown as OrgTreeArgs);
        assert.throws(build, (error: Error) => {
          assert.ok(pulumi.RunError.isInstance(error));
          assert.ok(error.message.includes(says), error.message);
          return true;
        });
      });
      assert.deepEqual(made, []);
    });
  }
});

async function built(args: OrgTreeArgs): Promise<Registered[]> {
  return registered(() => void new OrgTree("acme", args));
}

/** "Node acme/platform", in order. */
function namesOf(made: readonly Registered[]): string[] {
  return made.map(({ kind, name }) => `${kind} ${name}`).sort();
}

function find(made: readonly Registered[], wanted: string): Registered {
  const found = made.find(({ kind, name }) => `${kind} ${name}` === wanted);
  assert.ok(found, `there is no ${wanted}`);
  return found;
}

/** The inputs that a user could give. */
function inputsOf(made: readonly Registered[], wanted: string): Record<string, unknown> {
  const { __provider, logicalName, origin, parentKind, ...inputs } = find(made, wanted).inputs;
  return inputs;
}
