import assert from "node:assert/strict";
import { passThrough, type PassThrough, type Spoilt } from "../support/pass-through";
import { Stack, type Resource } from "../support/stack";
import { GROUND, lives, type Life } from "./faulty-writes/lives";
import { portrait } from "./faulty-writes/portrait";
import { systems, type System } from "./system";

/** What becomes of one write, and of all requests after it. */
interface Fate {
  readonly title: string;
  readonly spoilt: Spoilt;
  /** The provider is killed: nothing it sends arrives any more, and the state hears of nothing. */
  readonly isKilled?: true;
}

// One that was not done before a kill is the one before it that was.
const GATEWAY = { status: 502, body: "<h1>Bad Gateway</h1>" };
const fates: readonly Fate[] = [
  { title: "done, and answered by a gateway's error", spoilt: { ...GATEWAY, after: true } },
  { title: "not done, and answered by a gateway's error", spoilt: GATEWAY },
  { title: "done, and the provider killed", spoilt: { ...GATEWAY, after: true }, isKilled: true },
];

/** What a killed provider still sends fails at once, and is not sent again. */
const GONE: Spoilt = { status: 403, body: { detail: "gone" } };

const isWrite = (request: string) => !READ.test(request);
/** Logins and whatever only looks, of either system. */
const READ = /^GET |ucenter\/login|get-management-token|\/?(get|list|is|has|check)-[a-z-]+$/;

for (const [name, start] of Object.entries(systems)) {
  for (const life of lives) {
    describe(`a spoiled write of the life of a ${life.title} on ${name}`, function () {
      this.timeout(60_000);
      const steps = [...Object.keys(life.steps), "delete"];
      let system: System;
      let between: PassThrough;
      let ground: Stack;
      let empty: unknown;
      /** What each step makes where nothing is spoiled. */
      const wanted: Record<string, unknown> = {};
      before(async () => {
        system = await start();
        between = await passThrough(system.url);
        ground = new Stack(between.url, system.settings);
        await ground.up(GROUND);
        empty = await portrait(system.behind);
      });
      after(async () => {
        await between.close();
        await system.close();
      });

      for (const fate of fates) {
        it(`${fate.title}: the next up makes all as declared`, async () => {
          for (const step of steps) await sweep(step, fate);
        });
      }

      /** Every write of a step in turn, until there are no more. */
      async function sweep(step: string, fate: Fate): Promise<void> {
        const program = programIn(step);
        const expected = (wanted[step] ??= await unspoiled(step));
        for (let write = 1, met: string | undefined = ""; met !== undefined; write++) {
          const before = await upTo(step);
          const stack = before.copy();
          met = await spoiled(() => stack.up(program).catch(() => {}), write, fate);
          const left = met !== undefined && fate.isKilled === true ? before : stack;
          const where = `${step}, write ${write} (${met})`;
          await left.up(program);
          assert.deepEqual(await left.preview(program), [], where);
          await left.refresh("it");
          assert.deepEqual(await left.preview(program), [], where);
          assert.deepEqual(await portrait(system.behind), expected, where);
          await clear(left, where);
        }
      }

      async function unspoiled(step: string): Promise<unknown> {
        const stack = await upTo(step);
        await stack.up(programIn(step));
        const made = await portrait(system.behind);
        await clear(stack, `unspoiled ${step}`);
        return made;
      }

      /** A stack in which all steps before one have gone well. */
      async function upTo(step: string): Promise<Stack> {
        const stack = ground.copy();
        for (const one of steps.slice(0, steps.indexOf(step))) await stack.up(programIn(one));
        return stack;
      }

      /** Spoils one write of an up; answers which that was. */
      async function spoiled(up: () => Promise<void>, write: number, fate: Fate) {
        let writes = 0;
        let met: string | undefined;
        between.spoil = (request) => {
          if (met !== undefined) return fate.isKilled === true ? GONE : undefined;
          if (!isWrite(request) || ++writes < write) return undefined;
          met = request;
          return fate.spoilt;
        };
        await up();
        between.spoil = () => undefined;
        return met;
      }

      async function clear(stack: Stack, where: string): Promise<void> {
        await stack.up(GROUND);
        assert.deepEqual(await portrait(system.behind), empty, where);
      }

      function programIn(step: string): readonly Resource[] {
        const inputs = life.steps[step];
        return inputs === undefined ? GROUND : [...GROUND, kept(life, inputs)];
      }

      /** Without what this system does not keep. */
      function kept({ handler }: Life, inputs: Resource["inputs"]): Resource {
        const lacks = system.behind.capabilities.lacks[handler.name] ?? {};
        const isKept = ([key]: [string, unknown]) => !(key in lacks);
        const of: Resource["inputs"] = (idOf) =>
          Object.fromEntries(Object.entries(inputs(idOf)).filter(isKept));
        return { name: "it", handler, inputs: of };
      }
    });
  }
}
