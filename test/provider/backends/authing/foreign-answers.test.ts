import assert from "node:assert/strict";
import { NotFoundError } from "../../../../provider/backends/errors";
import type { Values } from "../../../../provider/engine/kind";
import { excluded } from "../../conformance/excluded";
import { Ground, resources, type Resource } from "../../conformance/resources";
import { Declared } from "../../support/declared";
import type { FaultyAnswer } from "../../support/pass-through";
import { Pool } from "./pool";

/** What is no answer of Authing's, whatever it was asked. */
const foreign: Readonly<Record<string, FaultyAnswer>> = {
  "a gateway's 404": { status: 404, body: { message: "no Route matched with those values" } },
  "another server's 404": { status: 404, body: { statusCode: 404, message: "Cannot GET /" } },
  "a 404 of HTML": { status: 404, body: "<h1>404 Not Found</h1>" },
  "an empty 404": { status: 404, body: "" },
  "a busy system": { body: { code: 500, message: "system busy" } },
  "another system's success": { body: { code: 0, data: { success: true, list: [] } } },
  "a page of HTML": { body: "<!doctype html><h1>Welcome</h1>" },
  "an empty body": { body: "" },
  "no content": { status: 204, body: "" },
  null: { body: "null" },
  "a list": { body: [] },
  "a number": { body: "7" },
  "cut JSON": { body: '{"statusCode":200,"data":{"succ' },
  "an envelope around nothing": { body: { statusCode: 200, message: "" } },
  "an envelope around null": { body: { statusCode: 200, message: "", data: null } },
  "an envelope around a number": { body: { statusCode: 200, message: "", data: 7 } },
  "a redirect": { status: 302, body: "" },
  "a page of 503": { status: 503, body: "<h1>503</h1>" },
};
/** Those of them that differ in what a write makes of them. */
const ofWrites = ["a gateway's 404", "a busy system", "no content", "a redirect", "a page of 503"];

const isWrite = (request: string) => /^POST (?!list-|get-)/.test(request);

/** The same as groups to this backend, and what it lacks altogether. */
const kinds = resources.filter(({ title }) => !/^Node (role|label|direct|manager)$/.test(title));

describe("an answer that is none of Authing's", function () {
  this.timeout(60_000);
  let pool: Pool;
  let ground: Ground;
  before(async () => {
    pool = await Pool.start();
    const system = { ...pool, url: pool.between.url, settings: {}, behind: pool.connect().backend };
    const session = () => pool.connect();
    ground = await Ground.lay({ ...system, session, close: () => pool.close() });
  });
  after(() => pool.close());
  afterEach(() => (pool.between.fault = () => undefined));

  const declare = ({ handler }: Resource) => new Declared(handler, pool.connect().session);

  /** Does something while all answers to some requests are faulty; returns how it failed. */
  async function withFaults(
    fault: (request: string) => FaultyAnswer | undefined,
    act: () => Promise<unknown>,
  ): Promise<Error | undefined> {
    pool.between.fault = fault;
    try {
      await act();
      return undefined;
    } catch (error) {
      assert.ok(error instanceof Error);
      return error;
    } finally {
      pool.between.fault = () => undefined;
    }
  }

  /** As the next run sees it. */
  async function isSettled(it: Declared, wanted: Values): Promise<boolean> {
    it.session = pool.connect().session;
    await it.refresh();
    return it.isSettled(wanted);
  }

  for (const resource of kinds) {
    const { title, inputs, edits, vanish } = resource;
    const lacks = excluded.authing ?? {};

    describe(`about a ${title}`, () => {
      let it_: Declared;
      /** What is asked when it is read. */
      let asked: string[];
      before(async () => {
        it_ = await declare(resource).create(inputs(ground));
        pool.between.met.length = 0;
        it_.session = pool.connect().session;
        await it_.refresh();
        asked = [...new Set(pool.between.met)];
      });
      after(() => deletion());

      /** The next run deletes it: in its own run a list spares what it has just declared. */
      const deletion = () => {
        it_.session = pool.connect().session;
        return it_.delete();
      };

      /** Reads in a process of its own. */
      const reading = (fault: (request: string) => FaultyAnswer | undefined) => {
        it_.session = pool.connect().session;
        const { state, inputs } = it_;
        return withFaults(fault, () => it_.refresh()).finally(() =>
          Object.assign(it_, { state, inputs }),
        );
      };

      it("is never taken for its absence, nor for an object", async () => {
        for (const request of asked) {
          for (const [name, answer] of Object.entries(foreign)) {
            const error = await reading((met) => (met === request ? answer : undefined));
            const what = `${name} to ${request}`;
            assert.ok(error !== undefined && !(error instanceof NotFoundError), what);
            assert.doesNotMatch(error.message, /undefined/, what);
          }
        }
      });

      it("shows in no output, whichever field is missing, null or of another type", async () => {
        for (const request of asked) {
          for (const [what, from] of await faultyFields(request)) {
            it_.session = pool.connect().session;
            const { id, state } = it_;
            let live: Values = {};
            const error = await withFaults(
              (met) => (met === request ? { from } : undefined),
              async () => (live = await it_.handler.read(it_.session, id, state)),
            );
            assert.ok(!(error instanceof NotFoundError), `${what} of ${request}`);
            assert.ok(!(error instanceof TypeError), `${what} of ${request}`);
            if (error === undefined) assert.deepEqual(namesIn(live), namesIn(state), what);
            assert.doesNotMatch(JSON.stringify(live), /undefined|\[object/, what);
          }
        }
      });

      /** What becomes of a real answer with one faulty field: of its data, and of its first item. */
      async function faultyFields(request: string): Promise<[string, (own: unknown) => unknown][]> {
        let own: unknown;
        const keep = (body: unknown) => (own = body);
        await reading((met) => (met === request ? { from: keep } : undefined));
        return pathsIn(own).flatMap((path) =>
          [undefined, null, {}].map((value): [string, (own: unknown) => unknown] => [
            `${JSON.stringify(value)} as ${path.join(".")}`,
            (body) => withValue(body, path, value),
          ]),
        );
      }

      it("is no proof that a change was done or not", async () => {
        // It goes with a password.
        const { requirePasswordReset: _, ...each } = edits(ground);
        for (const [index, [property, value]] of Object.entries(each).entries()) {
          if (lacks[`${title} ${property}`]) continue;
          // Each property meets two of them, and each of them two properties or so.
          for (const name of [...ofWrites, ...ofWrites].slice(index % 5, (index % 5) + 2)) {
            for (const after of [undefined, true] as const) {
              const faulty = { ...foreign[name], ...(after && { after }) };
              await change(property, value, faulty, `${name} to ${property}, ${after ?? false}`);
            }
          }
        }
      });

      async function change(property: string, value: unknown, faulty: FaultyAnswer, what: string) {
        const base = inputs(ground);
        const wanted = { ...base, [property]: value };
        let writes = 0;
        const error = await withFaults(
          (request) => (isWrite(request) && ++writes ? faulty : undefined),
          () => it_.update(wanted),
        );
        assert.ok(!(error instanceof NotFoundError), what);
        if (!faulty.after && writes > 0) assert.ok(error !== undefined, what);
        // Nothing tells a password or a secret that was new: they are set again until it is answered.
        if (faulty.after && !/password|^oauth$/i.test(property))
          assert.equal(error, undefined, what);
        const holds = await isSettled(it_, wanted);
        if (error === undefined) assert.ok(holds, what);
        await deletion();
        it_ = await declare(resource).create(base);
      }

      it("is no proof that it was deleted", async () => {
        for (const name of ofWrites) {
          const error = await withFaults(
            (request) => (isWrite(request) ? foreign[name] : undefined),
            deletion,
          );
          assert.ok(error !== undefined && !(error instanceof NotFoundError), name);
          assert.equal(await isSettled(it_, inputs(ground)), true, name);
        }
      });

      it("does not keep it from being deleted where it was", async () => {
        for (const name of ofWrites) {
          const faulty = { ...foreign[name], after: true } as const;
          const error = await withFaults(
            (request) => (isWrite(request) ? faulty : undefined),
            deletion,
          );
          assert.equal(error, undefined, name);
          it_.session = pool.connect().session;
          if (vanish) await assert.rejects(it_.refresh(), NotFoundError, name);
          it_ = await declare(resource).create(inputs(ground));
        }
      });

      it("is no proof that it was created, and the next run has it", async () => {
        for (const name of ofWrites) {
          for (const after of [undefined, true] as const) {
            await deletion();
            const faulty = { ...foreign[name], ...(after && { after }) };
            it_ = declare(resource);
            const error = await withFaults(
              (request) => (isWrite(request) ? faulty : undefined),
              () => it_.create(inputs(ground)),
            );
            const what = `${name} ${after ? "after" : "instead of"} it`;
            if (!after) assert.ok(error !== undefined, what);
            if (error !== undefined) it_ = await declare(resource).create(inputs(ground));
            assert.equal(await isSettled(it_, inputs(ground)), true, what);
          }
        }
      });
    });
  }
});

type Path = readonly (string | number)[];

/** The fields of an answer's data, and of the first item in it. */
function pathsIn(body: unknown): Path[] {
  const { data } = body as { data: unknown };
  const fieldsOf = (value: unknown): string[] =>
    typeof value === "object" && value !== null ? Object.keys(value) : [];
  const list = Array.isArray(data) ? data : (data as { list?: unknown[] }).list;
  const item: Path = Array.isArray(data) ? ["data", 0] : ["data", "list", 0];
  return [
    ["data"],
    ...(Array.isArray(data) ? [] : fieldsOf(data).map((name): Path => ["data", name])),
    ...(list?.length ? [item, ...fieldsOf(list[0]).map((name): Path => [...item, name])] : []),
  ];
}

/** The same with another value at one place; undefined takes it away. */
function withValue(body: unknown, [first = "", ...rest]: Path, value: unknown): unknown {
  const copy = Array.isArray(body) ? [...(body as unknown[])] : { ...(body as object) };
  const inner: unknown = Reflect.get(copy, first);
  Reflect.set(copy, first, rest.length === 0 ? value : withValue(inner, rest, value));
  return copy;
}

/** What an output tells. */
const namesIn = (outputs: Values): string[] =>
  Object.keys(outputs).filter((name) => outputs[name] !== undefined);
