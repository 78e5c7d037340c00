import assert from "node:assert/strict";
import type { Values } from "../../../../provider/engine/kind";
import { org } from "../../../../provider/kinds/org";
import { excluded, ignored } from "../../conformance/excluded";
import { Ground, resources, type Resource } from "../../conformance/resources";
import { describeOn, everySystem, oneOrg, type System } from "../../conformance/system";
import { DIFF_NONE, DIFF_SOME, Engine, urnOf } from "./engine";

for (const [name, start] of Object.entries(everySystem)) {
  describeOn(name)(`the plugin on ${name}`, function () {
    this.timeout(120_000);
    let system: System;
    let ground: Ground;
    before(async () => {
      system = await start();
      ground = await Ground.lay(system);
    });
    after(() => system.close());

    for (const resource of resources) {
      // Where a connection has one org, that is the ground's.
      if (resource.handler === org && oneOrg.has(name)) continue;
      if (excluded[name]?.[`${resource.title} kind`] !== undefined) continue;
      it(`makes, reads, edits, imports and deletes: ${resource.title}`, () =>
        life(name, system, ground, resource));
    }
  });
}

/** Each call of the engine in turn, as runs of it would make them. */
async function life(system: string, at: System, ground: Ground, resource: Resource) {
  const { title, handler } = resource;
  const urn = urnOf(handler.name, "one");
  const run = () => Engine.start().then((engine) => configured(engine, at));
  const given = resource.inputs(ground);
  const first = await run();
  const { id, state, inputs } = await first.make(urn, given);
  const refreshed = await first.read(urn, id, state);
  assert.deepEqual(refreshed.id, id);
  assert.equal((await first.diff(urn, id, refreshed.state, inputs)).changes, DIFF_NONE);

  const edited = Object.entries(resource.edits(ground)).find(
    ([key]) => !(`${title} ${key}` in { ...excluded[system], ...ignored[system] }),
  );
  let last: Values = refreshed.state;
  if (edited !== undefined) {
    const news = { ...given, [edited[0]]: edited[1] };
    const second = await run();
    const checked = await second.check(urn, news, inputs);
    assert.deepEqual(checked.failures, []);
    const { changes, paths } = await second.diff(urn, id, last, checked.inputs);
    assert.equal(changes, DIFF_SOME, edited[0]);
    assert.ok(
      Object.keys(paths).some((path) => path.startsWith(edited[0])),
      edited[0],
    );
    last = await second.update(urn, id, last, checked.inputs);
    assert.equal((await second.diff(urn, id, last, checked.inputs)).changes, DIFF_NONE);
    second.close();
  }

  const third = await run();
  const known = handler.name === "App" ? `${ground.org}/${id}` : id;
  const other = urnOf(handler.name, "imported");
  const imported = await third.read(other, known);
  assert.equal(imported.id, id, "as an import finds it");
  const checked = await third.check(other, withoutPassed(imported.inputs), imported.inputs);
  assert.deepEqual(checked.failures, [], "what an import writes into the program");
  const left = await third.diff(other, id, imported.state, checked.inputs);
  assert.equal(left.changes, DIFF_NONE, Object.keys(left.paths).join(", "));
  third.close();
  const fourth = await run();
  await fourth.delete(urn, id, last);
  fourth.close();
  first.close();
}

/** As the program says it: without what the constructor passes. */
function withoutPassed({ logicalName: _, origin: __, ...inputs }: Values): Values {
  return inputs;
}

async function configured(engine: Engine, { url, settings }: System): Promise<Engine> {
  await engine.configure({ url, ...settings });
  return engine;
}
