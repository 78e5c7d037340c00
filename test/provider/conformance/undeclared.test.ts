import assert from "node:assert/strict";
import { app } from "../../../provider/kinds/app/app";
import type { Kind, Values } from "../../../provider/engine/kind";
import { Declared } from "../support/declared";
import { excluded } from "./excluded";
import { Ground, resources, type Resource } from "./resources";
import { describeOn, oneOrg, everySystem, type System } from "./system";

/** A value for each property that `null` clears. */
const VALUES: Readonly<Record<string, string>> = {
  name: "金 Kim",
  nickname: "小金",
  email: "kim@acme.example",
  phone: "13800138001",
  avatar: "https://acme.example/kim.png",
  logo: "https://acme.example/kim.png",
  homepage: "https://kim.acme.example",
  description: "by hand 手",
  employeeNumber: "7",
  position: "Engineer",
  hireDate: "2026-03-01",
};
/** What must be said of each kind. */
const REQUIRED = ["org", "kind", "name", "username", "user", "scope"];

const clearable = ({ properties }: Kind): string[] =>
  Object.keys(properties).filter((key) => properties[key]?.schema.safeParse(null).success === true);

for (const [system, start] of Object.entries(everySystem)) {
  describeOn(system)(`what is not declared, on ${system}`, () => {
    const lacking = (title: string, property: string) =>
      excluded[system]?.[`${title} ${property}`] !== undefined;
    const kinds = resources.filter(({ title }) => !lacking(title, "kind"));
    let there: System;
    let ground: Ground;
    before(async () => {
      there = await start();
      ground = await Ground.lay(there);
    });
    after(() => there.close());

    /** All that a process of its own sees of it. */
    const seen = async ({ handler }: Resource, id: string): Promise<Values> => {
      const { session } = there.session();
      const of = handler === app ? await there.behind.apps.get({ org: ground.org, id }) : {};
      return { ...of, ...(await handler.readById?.(session, id)) };
    };
    /** A resource of a kind, in a process of its own. */
    const of = ({ handler }: Resource) => new Declared(handler, there.session().session);
    const bare = (kind: Resource): Values => {
      const inputs = Object.entries(kind.inputs(ground));
      return Object.fromEntries(
        inputs.filter(([key]) => REQUIRED.includes(key) && !clearable(kind.handler).includes(key)),
      );
    };
    /** The same resource as another program has it, which declares more. */
    const elsewhere = (kind: Resource, { id, state, inputs }: Declared) =>
      Object.assign(of(kind), { id, state, inputs });

    for (const kind of kinds) {
      const { title, handler } = kind;
      for (const property of clearable(handler).filter((one) => !lacking(title, one))) {
        it(`is cleared by null: ${title}.${property}`, async () => {
          const made = await of(kind).create(bare(kind));
          const blank = await seen(kind, made.id);
          await elsewhere(kind, made).update({ ...bare(kind), [property]: VALUES[property] });
          const cleared = { ...bare(kind), [property]: null };
          assert.equal(await made.update(cleared), true, "the plan shows it");
          assert.deepEqual(await seen(kind, made.id), blank);
          made.session = there.session().session;
          assert.equal(await made.isSettled(cleared), true);
          const { state } = made;
          assert.deepEqual(await made.refresh(), state);
          assert.equal(await made.isSettled(cleared), true);
          await made.delete();
        });
      }

      if (kind.adopts && !(title === "Org" && oneOrg.has(system))) {
        it(`is not written by an adoption: ${title}`, async () => {
          const made = await of(kind).create(kind.inputs(ground));
          for (const [property, value] of Object.entries(kind.edits(ground))) {
            if (lacking(title, property) || property === "forceDestroy") continue;
            await made.update({ ...made.inputs, [property]: value });
          }
          const { uid, username, name } = made.inputs;
          const key = {
            ...(uid !== undefined && { uid }),
            ...(username !== undefined && { username }),
          };
          const inputs = { ...bare(kind), ...key, ...(username === undefined && { name }) };
          const before = await seen(kind, made.id);
          for (const adopt of ["ifExists", "only"]) {
            const adopted = await of(kind).create({ ...inputs, adopt });
            assert.equal(adopted.id, made.id);
            assert.deepEqual(await seen(kind, made.id), before, adopt);
            assert.equal(adopted.state.parent, undefined);
            const { state } = adopted;
            adopted.session = there.session().session;
            assert.deepEqual(await adopted.refresh(), state);
            assert.equal(await adopted.isSettled({ ...inputs, adopt }), true);
          }
          await made.delete();
        });
      }
    }

    for (const setting of ["acs", "sls"]) {
      it(`is cleared by null within an object: App.saml.${setting}`, async () => {
        const kind = resources.find(({ handler }) => handler === app);
        assert.ok(kind);
        const saml = { entityId: "https://ci.acme.example", metadata: "<EntityDescriptor/>" };
        const made = await of(kind).create({ ...bare(kind), saml });
        const blank = await seen(kind, made.id);
        const filled = { ...saml, [setting]: "https://ci.acme.example/saml" };
        await elsewhere(kind, made).update({ ...bare(kind), saml: filled });
        const cleared = { ...bare(kind), saml: { ...saml, [setting]: null } };
        assert.equal(await made.update(cleared), true, "the plan shows it");
        assert.deepEqual(await seen(kind, made.id), blank);
        assert.equal(await made.isSettled(cleared), true);
        const { state } = made;
        assert.deepEqual(await made.refresh(), state);
        await made.delete();
      });
    }
  });
}
