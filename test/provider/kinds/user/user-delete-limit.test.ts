import assert from "node:assert/strict";
import { connect } from "../../../../provider/backends";
import type { Configuration } from "../../../../provider/configuration/configuration";
import type { Values } from "../../../../provider/engine/kind";
import { user } from "../../../../provider/kinds/user/user";
import { Session } from "../../../../provider/run/session";
import { configured } from "../../support/engine";
import { ORIGIN, Stack, type Resource } from "../../support/stack";
import { TestServer } from "../../support/test-server";

const usernames = (count: number) =>
  Array.from({ length: count }, (_, index) => `person${index + 10}`);
const person = (username: string, more: Values = {}): Resource => ({
  ...{ name: username, handler: user },
  inputs: () => ({ username, ...more }),
});
const people = (count: number, more: Values = {}) =>
  usernames(count).map((one) => person(one, more));

describe("how many people one run deletes", () => {
  let server: TestServer;
  beforeEach(async () => (server = await TestServer.start()));
  afterEach(() => server.close());

  const there = async () => {
    const { results } = await server.get("user/?page_size=100");
    return (results as { user: { username: string } }[]).length;
  };
  const refusal = (count: number, total: number) =>
    new RegExp(`would delete ${count} of the ${total} people .*identity:userDeleteLimit`);
  const made = async (count: number, settings: Readonly<Record<string, string>> = {}) => {
    const stack = new Stack(server.url, settings);
    await stack.up(people(count));
    return stack;
  };

  it("is three of a few, or nobody", async () => {
    const stack = await made(12);
    await assert.rejects(stack.up(people(8)), refusal(4, 12));
    assert.equal(await there(), 12);
    await stack.up(people(9));
    assert.equal(await there(), 9);
  });

  it("is a tenth of many, or nobody, and names the first ten", async () => {
    const stack = await made(40);
    const named = usernames(12).join(", ");
    await assert.rejects(stack.up(people(40).slice(12)), (error: Error) => {
      assert.match(error.message, refusal(12, 40));
      const listed = usernames(10).every((one) => error.message.includes(one));
      assert.ok(listed && !error.message.includes(named), error.message);
      assert.match(error.message, /and 2 more/);
      return true;
    });
    assert.equal(await there(), 40);
    await stack.up(people(36));
    assert.equal(await there(), 36);
  });

  for (const [limit, most] of [
    ["5", 5],
    ["50%", 6],
    ["0", 0],
    ["100%", 12],
  ] as const) {
    it(`is what is set: ${limit}`, async () => {
      const stack = await made(12, { userDeleteLimit: limit });
      if (most < 12) await assert.rejects(stack.up(people(11 - most)), refusal(most + 1, 12));
      assert.equal(await there(), 12);
      await stack.up(people(12 - most));
      assert.equal(await there(), 12 - most);
    });
  }

  it("counts who is suspended, and not who is kept", async () => {
    const stack = new Stack(server.url);
    await stack.up([...people(8, { onRemove: "keep" }), ...people(12).slice(8)]);
    await stack.up(people(12).slice(9));
    assert.equal(await there(), 11);
    const other = new Stack(server.url, { onRemove: "suspend", adopt: "ifExists" });
    await other.up(people(12));
    await assert.rejects(other.up(people(8)), refusal(4, 12));
  });

  it("counts who is replaced", async () => {
    const stack = await made(6);
    const renamed = people(6).map((one, index) => ({
      ...one,
      inputs: () => ({ username: `renamed${index}`, allowReplace: true }),
    }));
    await assert.rejects(stack.up(renamed), refusal(6, 12));
    assert.equal(await there(), 12);
  });

  it("does not count those whom another connection has", async () => {
    const stack = await made(12);
    const own = stack.readState;
    const others = usernames(40).map((id) => ({
      ...{ kind: "User", name: id, id: `eu${id}`, inputs: {}, outputs: {} },
      ...{ provider: "eu", isPending: false, isKept: false },
    }));
    stack.readState = async (origin) => [...(await own(origin)), ...others];
    await stack.up(people(9));
    assert.equal(await there(), 9);
  });

  it("lets somebody go who is replaced by deleting first, before others are checked", async () => {
    const stack = await made(12);
    const open = (configuration: Configuration) =>
      new Session(configuration, connect(configuration), undefined, stack.readState);
    const provider = configured(user, server.url, {}, open);
    const news = { username: "renamed", logicalName: "person10", origin: ORIGIN };
    await provider.check({}, { ...news, allowReplace: true });
    await provider.delete("person10", stack.outputsOf("person10"));
    assert.equal(await there(), 11);
  });

  it("is not limited in a destroy", async () => {
    const stack = await made(12);
    await stack.destroy(...usernames(12));
    assert.equal(await there(), 0);
  });

  describe("where the state can't be read", () => {
    const unreadable = async (settings: Readonly<Record<string, string>> = {}) => {
      const stack = await made(12, settings);
      stack.readState = () => Promise.reject(new Error("no stack named 'prod' found"));
      return stack;
    };

    it("is three, and says so", async () => {
      const stack = await unreadable();
      const said =
        /can't be read \(no stack named 'prod' found\).* only 3 are deleted; set identity:user/;
      await assert.rejects(stack.up(people(6)), said);
      assert.equal(await there(), 9);
    });

    it("is the number that is set", async () => {
      const stack = await unreadable({ userDeleteLimit: "5" });
      await assert.rejects(stack.up(people(6)), /only 5 are deleted/);
      assert.equal(await there(), 7);
    });

    it("is nobody in a run that checked nothing: it need not be all of a destroy", async () => {
      const stack = await unreadable();
      await assert.rejects(stack.destroy("person10"), /nothing is deleted: .*can't be read/);
      assert.equal(await there(), 12);
    });
  });
});
