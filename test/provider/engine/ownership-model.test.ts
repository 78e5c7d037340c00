import assert from "node:assert/strict";
import fc from "fast-check";
import type { Backend } from "../../../provider/backends/backend";
import { modes, type Mode } from "../../../provider/configuration/choices";
import { capabilities } from "../../../provider/backends/arkid/capabilities";
import { readConfiguration } from "../../../provider/run/settings";
import { membersOf } from "../../../provider/engine/lists/membership";
import { nodeMembers } from "../../../provider/kinds/node-members";
import { Session } from "../../../provider/run/session";
import { Declared } from "../support/declared";

const NODE = "d_model";
const people = ["adam", "boris", "cyril", "dante", "evelyn", "fatima"];

/** The one list of a server that has nothing else. */
class ListBackend {
  list: string[] = [];

  session(): Session {
    const settings = { url: "http://x", token: "t", removalLimit: "100%", batching: "false" };
    return new Session(readConfiguration(settings, {}), this.asBackend(), () => undefined);
  }

  private asBackend(): Backend {
    const backend = {
      ...{ name: "Model", capabilities, login: () => Promise.resolve() },
      nodes: { resolve: (id: string) => Promise.resolve(id) },
      nodeMembers: {
        list: () => Promise.resolve([...this.list]),
        change: (_: unknown, change: { add: string[]; remove: string[]; order?: string[] }) => {
          const kept = this.list.filter((one) => !change.remove.includes(one));
          this.list = [...new Set(change.order ?? [...kept, ...change.add])];
          return Promise.resolve();
        },
      },
    };
    return backend as unknown as Backend;
  }
}

/** What may happen to a list: somebody edits the program, the server, or looks at it. */
type Step =
  | { readonly up: { users: string[]; mode: Mode; ordered: boolean } }
  | { readonly join: string }
  | { readonly leave: string }
  | { readonly refresh: true };

const somebody = fc.constantFrom(...people);
const declaration = fc.record({
  users: fc.uniqueArray(somebody),
  mode: fc.constantFrom(...modes),
  ordered: fc.boolean(),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ up: declaration }),
  fc.record({ join: somebody }),
  fc.record({ leave: somebody }),
  fc.constant({ refresh: true } as const),
);
const life = fc.record({
  there: fc.uniqueArray(somebody),
  first: declaration,
  steps: fc.array(step, { maxLength: 12 }),
});
type Life = typeof life extends fc.Arbitrary<infer T> ? T : never;

/** What the program says in the end. */
interface Inputs {
  readonly [property: string]: unknown;
  readonly users: string[];
  readonly mode: Mode;
}

/** Lives through it, and shows each apply to `see`. */
async function live(
  { there, first, steps }: Life,
  see: (apply: { server: ListBackend; list: Declared; before: string[]; shown: string[] }) => void,
): Promise<{ server: ListBackend; list: Declared; last: Inputs }> {
  const server = new ListBackend();
  server.list = there;
  const list = new Declared(nodeMembers, server.session());
  let last: Inputs = { node: NODE, ...first };
  await list.create({ ...last, adopt: "ifExists" });
  see({ server, list, before: there, shown: [] });
  for (const one of steps) {
    if ("join" in one) server.list = [...new Set([...server.list, one.join])];
    if ("leave" in one) server.list = server.list.filter((member) => member !== one.leave);
    if ("refresh" in one) await list.refresh();
    if (!("up" in one)) continue;
    const before = server.list;
    const shown = membersOf(list.state.users).filter((member) => !one.up.users.includes(member));
    last = { node: NODE, ...one.up };
    await list.update(last);
    see({ server, list, before, shown });
  }
  return { server, list, last };
}

describe("any life of a list of members", () => {
  it("takes out nobody but whom the plan showed", () =>
    fc.assert(
      fc.asyncProperty(life, async (drawn) => {
        await live(drawn, ({ server, before, shown }) => {
          const gone = before.filter((member) => !server.list.includes(member));
          assert.deepEqual(
            gone.filter((member) => !shown.includes(member)),
            [],
          );
        });
      }),
      { numRuns: 500 },
    ));

  it("records who is there and not declared", () =>
    fc.assert(
      fc.asyncProperty(life, async (drawn) => {
        const { server, list } = await live(drawn, () => undefined);
        await list.refresh();
        const { unmanaged } = list.state as { unmanaged: string[] };
        assert.ok(unmanaged.every((member) => server.list.includes(member)));
      }),
    ));

  it("settles after two applies, with everybody there who is declared", () =>
    fc.assert(
      fc.asyncProperty(life, async (drawn) => {
        const { server, list, last } = await live(drawn, () => undefined);
        const { users, mode } = last;
        await list.refresh();
        await list.update(last);
        await list.update(last);
        assert.equal(await list.isSettled(last), true);
        if (mode === "observe") return;
        assert.ok(users.every((member) => server.list.includes(member)));
        if (mode === "exact") assert.equal(server.list.length, users.length);
      }),
      { numRuns: 500 },
    ));
});
