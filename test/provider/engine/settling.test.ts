import fc from "fast-check";
import assert from "node:assert/strict";
import { app } from "../../../provider/kinds/app/app";
import type { Kind, Values } from "../../../provider/engine/kind";
import { node } from "../../../provider/kinds/node/node";
import { org } from "../../../provider/kinds/org";
import { perm } from "../../../provider/kinds/perm";
import { user } from "../../../provider/kinds/user/user";
import { Declared } from "../support/declared";
import { TestServer } from "../support/test-server";

/** Text of every kind that people type, paste or generate. */
const text = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.string({ unit: "grapheme", maxLength: 20 }),
  fc
    .tuple(
      fc.constantFrom(" ", "\t", "\n", "\u00a0", "\u3000", "\ufeff", "\u0085", "\u001c", "\u200b"),
      fc.string({ maxLength: 5 }),
    )
    .map(([space, inner]) => space + inner + space),
);
const clearable = fc.option(text, { nil: null });

describe("whatever is declared", () => {
  let server: TestServer;
  let oid: string;
  let count = 0;
  before(async () => {
    server = await TestServer.start();
    ({ oid } = await server.org("Acme"));
  });
  after(() => server.close());

  /** Makes it, looks, edits it, and looks: each time nothing must be left to do. */
  const settles = async (handler: Kind, first: Values, second: Values) => {
    const declared = new Declared(handler, server.session().session);
    if ((await declared.failures(first)).length > 0) return;
    await declared.create(first);
    await declared.refresh();
    assert.equal(await declared.isSettled(first), true);
    const edited = new Declared(handler, server.session().session);
    Object.assign(edited, { id: declared.id, state: declared.state, inputs: declared.inputs });
    if ((await edited.failures(second)).length > 0) return;
    await edited.update(second);
    await edited.refresh();
    assert.equal(await edited.isSettled(second), true);
  };

  it("an Org settles", () =>
    fc.assert(
      fc.asyncProperty(text, text, async (a, b) => {
        await settles(org, { name: `${a}${++count}` }, { name: b });
      }),
      { numRuns: 25 },
    ));

  it("a Node settles", () => {
    const fields = fc.record({ name: text, description: clearable }, { requiredKeys: ["name"] });
    return fc.assert(
      fc.asyncProperty(fields, fields, async (a, b) => {
        const key = { org: oid, kind: "department", uid: `node${++count}` };
        await settles(node, { ...key, ...a }, { ...key, ...b });
      }),
      { numRuns: 25 },
    );
  });

  it("a User settles", () => {
    const gender = fc.constantFrom("male", "female", "unspecified");
    const fields = fc.record({ name: clearable, avatar: clearable, gender }, { requiredKeys: [] });
    return fc.assert(
      fc.asyncProperty(fields, fields, async (a, b) => {
        const key = { username: `user${++count}` };
        await settles(user, { ...key, ...a }, { ...key, ...b });
      }),
      { numRuns: 25 },
    );
  });

  it("an App settles", () => {
    const uris = fc.array(fc.webUrl(), { maxLength: 3 });
    const oauth = fc.record({ redirectUris: uris }, { requiredKeys: [] });
    const saml = fc.record({
      entityId: text,
      acs: clearable,
      metadata: clearable,
      cert: clearable,
    });
    const off = fc.constant(false);
    const fields = fc.record(
      {
        ...{ name: text, logo: clearable, description: clearable, homepage: clearable },
        ...{ allowAnyUser: fc.boolean(), ldap: fc.boolean(), http: fc.boolean() },
        ...{ oauth: fc.oneof(oauth, off), saml: fc.oneof(saml, off) },
      },
      { requiredKeys: ["name"] },
    );
    return fc.assert(
      fc.asyncProperty(fields, fields, async (a, b) => {
        const key = { org: oid, uid: `app${++count}` };
        await settles(app, { ...key, ...a }, { ...key, ...b });
      }),
      { numRuns: 25 },
    );
  });

  it("a Perm settles", () => {
    const fields = fc.record({ name: text, description: clearable }, { requiredKeys: ["name"] });
    return fc.assert(
      fc.asyncProperty(fields, fields, async (a, b) => {
        const of = (given: typeof a) => ({ ...given, scope: oid, name: `${given.name}${count}` });
        count++;
        await settles(perm, of(a), of(b));
      }),
      { numRuns: 25 },
    );
  });
});
