import assert from "node:assert/strict";
import { UnavailableError } from "../../../../provider/backends/errors";
import { all } from "../../../../provider/backends/kit/all";
import { ArkIDClient } from "../../../../sdk";
import { wireMember } from "../../../sdk/answers";
import { loopback, type Loopback } from "../../../sdk/loopback";

const people = (...usernames: string[]) => usernames.map((username) => wireMember({ username }));
const listOf = (count: number, ...usernames: string[]) => ({
  body: { count, next: null, previous: null, results: people(...usernames) },
});

describe("all of a list", () => {
  let server: Loopback;
  let answers: ReturnType<typeof listOf>[];
  before(async () => {
    server = await loopback(() => answers[Math.min(server.met.length, answers.length) - 1] ?? {});
  });
  after(() => server.close());
  beforeEach(() => (server.met.length = 0));

  const names = async (...given: ReturnType<typeof listOf>[]) => {
    answers = given;
    const { org } = new ArkIDClient({ url: server.url });
    return (await all(org.listMembers("o"))).map(({ username }) => username);
  };

  it("is read once where it has as many as it says", async () => {
    assert.deepEqual(await names(listOf(2, "ada", "grace")), ["ada", "grace"]);
    assert.deepEqual(await names(listOf(0)), []);
    assert.equal(server.met.length, 2);
  });

  for (const [what, answer] of [
    ["none of them", listOf(2)],
    ["one less", listOf(2, "ada")],
  ] as const) {
    it(`proves nothing where it says two and has ${what}`, async () => {
      await assert.rejects(names(answer), UnavailableError);
      assert.equal(server.met.length, 3);
    });
  }

  it("is read again where it has become shorter, or one was seen twice", async () => {
    const short = listOf(3, "ada", "ada", "grace");
    assert.deepEqual(await names(short, listOf(2, "ada", "grace")), ["ada", "grace"]);
    assert.equal(server.met.length, 2);
  });

  it("may have rows that the server repeats each time", async () => {
    assert.deepEqual(await names(listOf(2, "ada", "ada")), ["ada", "ada"]);
  });
});
