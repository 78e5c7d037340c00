import assert from "node:assert/strict";
import { notHeld } from "../../../../cli/export/into/not-held";
import type { StackResource } from "../../../../cli/stack/stack-resource";

const inStack = (kind: StackResource["kind"], name: string, id: string): StackResource => ({
  ...{ urn: "", inputs: {}, outputs: {}, secrets: new Set(), provider: "", isKept: true },
  ...{ kind, name, id },
});

describe("what is brought into a stack", () => {
  const ada = { kind: "User", name: "adalovelace", id: "adalovelace" } as const;
  const ci = { kind: "App", name: "ci", id: "acme/ci-1" } as const;

  it("leaves out what the stack has under another name", () => {
    assert.deepEqual(notHeld([ada, ci], [inStack("User", "ada", "adalovelace")]), [ci]);
    assert.deepEqual(notHeld([ada, ci], [inStack("App", "build", "ci-1")]), [ada]);
  });

  it("keeps what the stack has under that name, and what only another kind has", () => {
    const held = [inStack("User", "adalovelace", "adalovelace"), inStack("Node", "x", "ci-1")];
    assert.deepEqual(notHeld([ada, ci], held), [ada, ci]);
  });
});
