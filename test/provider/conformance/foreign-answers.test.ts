import assert from "node:assert/strict";
import { connect } from "../../../provider/backends";
import { NotFoundError } from "../../../provider/backends/errors";
import type { Values } from "../../../provider/engine/kind";
import type { Backend } from "../../../provider/backends/backend";
import { kinds } from "../../../provider/kinds";
import { org } from "../../../provider/kinds/org";
import { RequestMetrics } from "../../../provider/metrics/request-metrics";
import { Session } from "../../../provider/run/session";
import { readConfiguration } from "../../../provider/run/settings";
import { ArkIDClient } from "../../../sdk";
import { Declared } from "../support/declared";
import { passThrough, type FaultyAnswer, type PassThrough } from "../support/pass-through";
import { bound, excluded, ignored } from "./excluded";
import { isWrite } from "./faulty-writes/faults";
import { foreignTo, ofWrites } from "./foreign-answers/answers";
import { faultyFields, shortLists } from "./foreign-answers/faulty-fields";
import { Ground, resources, type Resource } from "./resources";
import { describeOn, everySystem, oneOrg, type System } from "./system";

/** Where each write is looked up, so that an answer that is none leaves nothing open. */
const looksUp: ReadonlySet<string> = new Set(["authing"]);

/** Nodes that are read and written in the same way as others: on Keycloak all are. */
const isLikeOthers = (name: string, { title }: Resource) =>
  (name === "keycloak" ? /^Node (?!department)/ : /^Node (role|label|direct)$/).test(title);

describe("an answer that is none", () => {
  it("is tried on every kind", () => {
    const tried = new Set(resources.map(({ handler }) => handler.name));
    assert.deepEqual([...tried].sort(), Object.keys(kinds).sort());
  });

  for (const [name, start] of Object.entries(everySystem)) {
    describeOn(name)(`of ${name}'s`, function () {
      this.timeout(600_000);
      for (const resource of resources) {
        const isLacking = excluded[name]?.[`${resource.title} kind`] !== undefined;
        if (isLacking || isLikeOthers(name, resource)) continue;
        describe(`about a ${resource.title}`, () => sweep(name, start, resource));
      }
    });
  }
});

function sweep(name: string, start: () => Promise<System>, resource: Resource): void {
  const { title, handler, edits, vanish, proof } = resource;
  const inputs = (ground: Ground): Values => ({
    ...{ ...resource.inputs(ground), ...proof },
    // An empty org of a lost create may be another's, and is deleted by that word only.
    ...(handler === org && { forceDestroy: true }),
  });
  const foreign = foreignTo(name);
  const isBound = bound[name]?.includes(handler.name) === true;
  const writes = ofWrites[name] ?? [];
  let system: System;
  /** With a token where the system has one, which spares each process its login. */
  let settings: Readonly<Record<string, string>>;
  let between: PassThrough;
  let ground: Ground;
  let isLaid = false;
  let it_: Declared;
  /** What is asked when it is read. */
  let asked: string[];
  before(async () => {
    system = await start();
    settings = await withToken(system);
    between = await passThrough(system.url);
    const through = () => ({ session: session(), warnings: [] });
    // Where a connection has one org it is the one that is tried.
    const isOnly = handler === org && oneOrg.has(name);
    ground = await Ground[isOnly ? "bare" : "lay"]({ ...system, session: through });
    isLaid = true;
    it_ = await declare().create(inputs(ground));
    between.met.length = 0;
    it_.session = session();
    await it_.refresh();
    asked = [...new Set(between.met)];
  });
  after(async () => {
    await between.close();
    await system.close();
  });

  /** What a new process of the provider would have, but it waits for nothing. */
  function session(backend?: Backend): Session {
    const configuration = readConfiguration({ ...settings, url: between.url }, {});
    const metrics = new RequestMetrics(undefined, () => Promise.resolve());
    const made = new Session(
      configuration,
      backend ?? connect(configuration, metrics),
      () => undefined,
    );
    if (isLaid) ground.own(made);
    return made;
  }

  const declare = () => new Declared(handler, session());

  /** Does something while all answers to some requests are faulty; returns how it failed. */
  async function withFaults(
    fault: (request: string) => FaultyAnswer | undefined,
    act: () => Promise<unknown>,
  ): Promise<Error | undefined> {
    between.fault = fault;
    try {
      await act();
      return undefined;
    } catch (error) {
      assert.ok(error instanceof Error);
      return error;
    } finally {
      between.fault = () => undefined;
    }
  }

  /** As the next run sees it. */
  async function isSettled(wanted: Values): Promise<boolean> {
    it_.session = session();
    await it_.refresh();
    return it_.isSettled(wanted);
  }

  /** The next run deletes it: in its own run a list spares what it has just declared. */
  const deletion = () => {
    it_.session = session();
    return it_.delete();
  };
  /** What is gone already is deleted. */
  const deleted = () =>
    deletion().catch((error: unknown) => assert.ok(error instanceof NotFoundError));

  /** What is read, or how that failed. */
  async function reading(
    by: Session,
    fault: (request: string) => FaultyAnswer | undefined,
  ): Promise<{ readonly live: Values; readonly error: Error | undefined }> {
    let live: Values = {};
    const read = async () => void (live = await handler.read(by, it_.id, it_.state));
    return { error: await withFaults(fault, read), live };
  }

  /** What is read with one answer at a time spoiled in each of these ways. */
  async function* readingSpoilt(ways: typeof faultyFields) {
    for (const request of asked) {
      let own: unknown;
      const keep = (body: unknown) => (own = body);
      await reading(session(), (met) => (met === request ? { from: keep } : undefined));
      const { backend } = session();
      for (const [field, from] of ways(own)) {
        const read = await reading(session(backend), (met) =>
          met === request ? { from } : undefined,
        );
        yield { ...read, what: `${field} of ${request}` };
      }
    }
  }

  it("is never taken for its absence, nor for an object", async () => {
    assert.notDeepEqual(asked, []);
    for (const request of asked) {
      // Signed in once, for there are many.
      const { backend } = session();
      for (const [called, answer] of Object.entries(foreign)) {
        const { error, live } = await reading(session(backend), (met) =>
          met === request ? answer : undefined,
        );
        const what = `${called} to ${request}`;
        assert.ok(!(error instanceof NotFoundError), what);
        // What was read another way is as right as ever.
        if (error === undefined) assert.deepEqual(live, it_.state, what);
        else assert.doesNotMatch(error.message, /undefined/, what);
      }
    }
  });

  it("shows in no output, whichever field is missing, null or of another type", async () => {
    for await (const { error, live, what } of readingSpoilt(faultyFields)) {
      assert.ok(!(error instanceof NotFoundError), what);
      assert.ok(!(error instanceof TypeError), what);
      if (error === undefined) assert.deepEqual(namesIn(live), namesIn(it_.state), what);
      assert.doesNotMatch(JSON.stringify(live), /undefined|\[object/, what);
    }
  });

  it("takes nobody off a list that is shorter than it says", async () => {
    for await (const { error, live, what } of readingSpoilt(shortLists)) {
      assert.ok(!(error instanceof NotFoundError), what);
      if (error === undefined) assert.deepEqual(live, it_.state, what);
    }
  });

  it("is no proof that a change was done or not", async () => {
    // It goes with a password.
    const { requirePasswordReset: _, ...each } = edits(ground);
    for (const [index, [property, value]] of Object.entries(each).entries()) {
      const key = `${title} ${property}`;
      if (excluded[name]?.[key] ?? ignored[name]?.[key]) continue;
      // Each property meets one of them, and each of them some properties.
      const called = writes[index % writes.length] ?? "";
      for (const after of [undefined, true] as const) {
        const faulty = { ...foreign[called], ...(after && { after }) };
        await change(property, value, faulty, `${called} to ${property}, ${after ?? false}`);
      }
    }
  });

  async function change(property: string, value: unknown, faulty: FaultyAnswer, what: string) {
    const base = inputs(ground);
    const { initialPassword: _, ...other } = base;
    const wanted = { ...(property === "password" ? other : base), [property]: value };
    let met = 0;
    const error = await withFaults(
      (request) => (isWrite(request) && ++met ? faulty : undefined),
      () => it_.update(wanted),
    );
    assert.ok(!(error instanceof NotFoundError), what);
    if (!faulty.after && met > 0) assert.ok(error !== undefined, what);
    // Nothing tells a password or a secret that was new: they are set again until it is answered.
    const isOpen = !looksUp.has(name) || /password|^oauth$/i.test(property);
    if (faulty.after && !isOpen) assert.equal(error, undefined, what);
    if (error === undefined) assert.ok(await isSettled(wanted), what);
    it_.session = session();
    await it_.update(wanted);
    assert.ok(await isSettled(wanted), what);
    await anew();
  }

  /** Made as it was before. */
  async function anew() {
    await deleted();
    it_ = await declare().create(inputs(ground));
  }

  it("is no proof that it was deleted", async () => {
    for (const called of writes) {
      let met = 0;
      const error = await withFaults(
        (request) => (isWrite(request) && ++met ? foreign[called] : undefined),
        deletion,
      );
      if (!isBound || met > 0)
        assert.ok(error !== undefined && !(error instanceof NotFoundError), called);
      it_.session = session();
      await it_.refresh();
      // Of a list that is written one by one, some may be gone.
      await it_.update(inputs(ground));
      assert.equal(await isSettled(inputs(ground)), true, called);
    }
  });

  it("does not keep it from being deleted where it was", async () => {
    for (const called of writes) {
      const faulty = { ...foreign[called], after: true } as const;
      const error = await withFaults(
        (request) => (isWrite(request) ? faulty : undefined),
        deletion,
      );
      if (looksUp.has(name)) assert.equal(error, undefined, called);
      await deleted();
      it_.session = session();
      if (vanish && !isBound) await assert.rejects(it_.refresh(), NotFoundError, called);
      it_ = await declare().create(inputs(ground));
    }
  });

  it("is no proof that it was created, and the next run has it", async () => {
    for (const called of writes) {
      for (const after of [undefined, true] as const) {
        await deleted();
        const faulty = { ...foreign[called], ...(after && { after }) };
        let met = 0;
        it_ = declare();
        const error = await withFaults(
          (request) => (isWrite(request) && ++met ? faulty : undefined),
          () => it_.create(inputs(ground)),
        );
        const what = `${called} ${after ? "after" : "instead of"} it`;
        if (!after && met > 0) assert.ok(error !== undefined, what);
        if (error !== undefined) it_ = await declare().create(inputs(ground));
        assert.equal(await isSettled(inputs(ground)), true, what);
      }
    }
  });
}

async function withToken({ url, settings }: System): Promise<Readonly<Record<string, string>>> {
  const { backend = "", username = "", password = "" } = settings;
  if (backend !== "arkid") return settings;
  const token = await new ArkIDClient({ url }).auth.authToGetToken(username, password);
  return { backend, token };
}

/** What an output tells; an app without a protocol has no credentials. */
const namesIn = (outputs: Values): string[] =>
  Object.keys(outputs).filter((name) => outputs[name] !== undefined && !/^client/.test(name));
