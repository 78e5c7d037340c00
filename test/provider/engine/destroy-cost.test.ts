import assert from "node:assert/strict";
import { startServer } from "../../../emulator";
import { app } from "../../../provider/kinds/app/app";
import type { Kind, Values } from "../../../provider/engine/kind";
import { nodeMembers } from "../../../provider/kinds/node-members";
import { node } from "../../../provider/kinds/node/node";
import { org } from "../../../provider/kinds/org";
import { orgMember } from "../../../provider/kinds/org-member";
import { orgMembers } from "../../../provider/kinds/org-members";
import { perm } from "../../../provider/kinds/perm";
import { permGrants } from "../../../provider/kinds/perm-grants/perm-grants";
import { user } from "../../../provider/kinds/user/user";
import { Stack, type Resource } from "../support/stack";
import { TestServer } from "../support/test-server";

const member = (...names: string[]) => Object.fromEntries(names.map((one) => [one, "member"]));
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
const of = (handler: Kind, name: string, inputs: Resource["inputs"]): Resource => ({
  ...{ handler, name, inputs },
});
const person = (index: number) => `person${index + 10}`;

/** Some of every kind, each after what it is in. @param field of a member, where an org keeps one */
const company = (field: Values): Resource[] => [
  of(org, "acme", () => ({ name: "Acme" })),
  ...numbers(12).map((i) => of(user, person(i), () => ({ username: person(i) }))),
  ...numbers(8).map((i) =>
    nodeOf("department", `dept${i}`, i % 4 === 0 ? undefined : `dept${i - 1}`),
  ),
  ...numbers(4).map((i) => nodeOf("group", `group${i}`, i % 2 === 0 ? undefined : `group${i - 1}`)),
  ...numbers(6).map((i) =>
    of(nodeMembers, `people${i}`, (idOf) => ({
      ...{ node: idOf(i < 4 ? `dept${2 * i}` : `group${i - 4}`), mode: "exact" },
      users: member(person(2 * i), person(2 * i + 1)),
    })),
  ),
  ...numbers(4).map((i) =>
    of(orgMember, `member${i}`, (idOf) => ({ org: idOf("acme"), user: person(i), ...field })),
  ),
  of(orgMembers, "everybody", (idOf) => ({
    ...{ org: idOf("acme"), users: member(...numbers(12).map(person)) },
  })),
  of(app, "ci", (idOf) => ({ org: idOf("acme"), uid: "ci", name: "CI" })),
  ...numbers(4).map((i) =>
    of(perm, `perm${i}`, (idOf) => ({ scope: idOf("ci"), name: `Perm ${i}` })),
  ),
  ...numbers(4).map((i) =>
    of(permGrants, `grants${i}`, (idOf) => ({
      ...{ perm: idOf(`perm${i}`), mode: "exact" },
      ...{ users: member(person(i)), nodes: member(idOf("dept0"), idOf("group0")) },
    })),
  ),
];

function nodeOf(kind: string, uid: string, parent?: string): Resource {
  const above = (idOf: (name: string) => string): Values =>
    parent === undefined ? {} : { parent: idOf(parent) };
  return of(node, uid, (idOf) => ({ org: idOf("acme"), kind, uid, name: uid, ...above(idOf) }));
}

describe("a destroy of a mixed org", function () {
  this.timeout(120_000);

  /** How many requests a destroy takes, one delete after the other. */
  const costOf = async (stack: Stack, program: readonly Resource[]) => {
    await stack.up(program);
    stack.requests.length = 0;
    await stack.destroy(...stack.names.toReversed());
    return stack.requests.length;
  };

  it("takes no more than 2.2 requests a resource on ArkID", async () => {
    const server = await TestServer.start();
    try {
      const program = company({ position: "P" });
      const cost = await costOf(new Stack(server.url), program);
      assert.ok(cost / program.length <= 2.2, `${cost} for ${program.length}`);
      assert.deepEqual(await server.orgNames(), []);
    } finally {
      await server.close();
    }
  });

  it("takes no more than 2.8 requests a resource on Authing", async () => {
    const { url, accessKeyId, accessKeySecret, close } = await startServer({ api: "authing" });
    try {
      const keys = { backend: "authing", accessKeyId, accessKeySecret };
      const stack = new Stack(url, keys);
      const program = company({});
      const cost = await costOf(stack, program);
      assert.ok(cost / program.length <= 2.8, `${cost} for ${program.length}`);
    } finally {
      await close();
    }
  });
});
