import assert from "node:assert/strict";
import { org } from "../../../../provider/kinds/org";
import { Declared } from "../../support/declared";
import { proxy, type Proxy } from "../../support/proxy";
import { TestServer } from "../../support/test-server";

/** Something that others wait for. */
function signal() {
  let give = (): void => undefined;
  const given = new Promise<void>((resolve) => (give = resolve));
  return { give, given };
}

describe("two first runs at once whose programs name one org", () => {
  let server: TestServer;
  let between: Proxy[];
  beforeEach(async () => {
    server = await TestServer.start();
    between = [await proxy(server.url), await proxy(server.url)];
  });
  afterEach(async () => {
    for (const one of between) await one.close();
    await server.close();
  });

  const ids = async () => {
    const all = (await server.get("org/")) as unknown as { oid: string; name: string }[];
    return all.filter(({ name }) => name === "研发中心").map(({ oid }) => oid);
  };

  /**
   * Both look and find none before either makes one. Then `first` makes its own; the other does so
   * when that is answered, or when the first run is through.
   */
  const race = async (first: number, isThrough: boolean) => {
    const looked = [signal(), signal()];
    const made = [signal(), signal()];
    const ended = [signal(), signal()];
    between.forEach((one, index) => {
      let isMaking = false;
      one.before = async (request) => {
        if (request === "POST org/") {
          looked[index]?.give();
          await Promise.all(looked.map(({ given }) => given));
          if (index !== first) await (isThrough ? ended : made)[first]?.given;
          isMaking = true;
        } else if (request === "GET org/" && isMaking) {
          made[index]?.give();
          if (!isThrough) await Promise.all(made.map(({ given }) => given));
        }
      };
    });
    const runs = between.map(async ({ url }, index) => {
      const run = new Declared(org, server.session({ url }).session);
      const end = await run.create({ name: "研发中心" }).then(
        () => run.id,
        (error: Error) => error,
      );
      ended[index]?.give();
      return end;
    });
    return Promise.all(runs);
  };

  for (const first of [0, 1]) {
    for (const isThrough of [false, true]) {
      const when = isThrough ? "is through when the other makes its own" : "and the other overlap";
      it(`make one: run ${first + 1} came first, ${when}`, async () => {
        const ends = await race(first, isThrough);
        const [only, ...others] = await ids();
        assert.deepEqual([ends[first], others], [only, []]);
        const refused = ends[1 - first];
        assert.ok(refused instanceof Error);
        assert.match(refused.message, new RegExp(`another run made .*${only}.*deleted again`));
      });
    }
  }

  it("are two orgs where the two accounts can't see each other's", async () => {
    await server.org("研发中心", await server.personWithToken("another1"));
    const made = await new Declared(org, server.session().session).create({ name: "研发中心" });
    assert.deepEqual(await ids(), [made.id]);
  });
});
