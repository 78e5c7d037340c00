import assert from "node:assert/strict";
import { ArkIDClient, UnexpectedResponseError } from "../../../sdk";
import { DEEPEST, isTooDeep } from "../../../sdk/transport/depth";
import { wireNode } from "../answers";
import { clientOf } from "../authing/support";
import { loopback, type Loopback } from "../loopback";

const nested = (levels: number) => "[".repeat(levels) + "]".repeat(levels);

describe("the depth of an answer", () => {
  let server: Loopback;
  before(async () => (server = await loopback(() => ({}))));
  after(() => server.close());
  const arkid = () => new ArkIDClient({ url: server.url, retry: false });
  const JSON_TYPE = { headers: { "content-type": "application/json" } };

  it("is that of its lists and objects, and not of what texts in it say", () => {
    const many = `[${nested(9)},`.repeat(5) + "1" + "]".repeat(5);
    const texts = JSON.stringify({ a: `\\"${"[".repeat(DEEPEST + 1)}`, b: "{".repeat(5_000) });
    for (const text of [nested(DEEPEST), many, texts, "[".repeat(9), `x${nested(5_000)}`]) {
      assert.equal(isTooDeep(text), false, text.slice(0, 20));
    }
    for (const text of [nested(DEEPEST + 1), ` {"a":${nested(DEEPEST)}}`, "[".repeat(1e6)]) {
      assert.equal(isTooDeep(text), true, text.slice(0, 20));
    }
  });

  for (const status of [200, 400, 404, 500]) {
    it(`is told where it is too much, with ${status}`, async () => {
      server.answer = () => ({ status, ...JSON_TYPE, text: nested(200_000) });
      const isTold = (error: unknown) =>
        error instanceof UnexpectedResponseError &&
        error.status === status &&
        error.problem === "it has more than 1000 levels";
      await assert.rejects(arkid().org.get("o"), isTold);
      await assert.rejects(arkid().user.create({ username: "ada", password: "s3cret" }), isTold);
      await assert.rejects(clientOf(server, { retry: false }).organizations.get("o"), isTold);
    });
  }

  it("is not too much for a tree of 450 levels", async () => {
    const [info, uid] = [wireNode(), "d_a"];
    let tree: unknown = { info, nodes: [] };
    for (let level = 0; level < 450; level++)
      tree = { info: { ...info, node_uid: uid }, nodes: [tree] };
    server.answer = () => ({ body: tree });
    assert.equal((await arkid().node.tree(uid)).info.nodeUid, uid);
  });
});
