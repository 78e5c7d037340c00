import assert from "node:assert/strict";
import { TestServer } from "./client";

describe("concurrent requests", () => {
  let server: TestServer;
  let root: string;
  beforeEach(async () => {
    server = await TestServer.start();
    root = `d_${String((await server.org("Acme"))["dept_uid"])}`;
  });
  afterEach(() => server.close());

  const create = (body: unknown) => server.send("POST", `node/${root}/node/`, body);
  const together = <T>(count: number, work: (index: number) => Promise<T>) =>
    Promise.all(Array.from({ length: count }, (_, index) => work(index)));

  it("give one node one uid", async () => {
    const answers = await together(16, () => create({ name: "Sales", uid: "sales" }));
    const statuses = answers.map(({ status }) => status).sort();
    assert.deepEqual(statuses, [201, ...Array<number>(15).fill(400)]);
  });

  it("give nodes of one name a uid each", async () => {
    const answers = await together(16, () => create({ name: "销售" }));
    const uids = new Set(answers.map(({ body }) => String(body["uid"])));
    assert.equal(uids.size, 16);
    assert.ok(uids.has("xiaoshou") && uids.has("xiaoshou15"));
  });

  it("all succeed for 64 writers of everything", async () => {
    const answers = await together(64, async (index) => {
      const uid = `n${index}`;
      const username = `user${index}`;
      return [
        await create({ name: uid, uid }),
        await server.send("POST", "user/", { user: { username }, node_uids: [`d_${uid}`] }),
        await server.send("PATCH", `node/d_${uid}/`, { remark: "x" }),
        await server.send("PATCH", `node/${root}/user/`, { subject: "add", user_uids: [username] }),
        await server.send("POST", "perm/", { scope: "s", name: uid }),
      ];
    });
    const errors = answers.flat().filter(({ status }) => status >= 300);
    assert.deepEqual(errors, []);
    const { body } = await server.send("GET", `node/${root}/user/?page_size=100`);
    assert.equal(body["count"], 64);
  });

  it("leave nothing of a request that is refused", async () => {
    for (const uid of ["a", "b"]) await create({ name: uid, uid });
    await server.send("POST", "node/d_a/node/", { name: "c", uid: "c" });
    // The reference moves b and then refuses; here nothing moves.
    const answer = await server.send("PATCH", "node/d_c/node/", {
      subject: "add",
      node_uids: ["d_b", "d_a"],
    });
    assert.equal(answer.status, 400);
    const { body } = await server.send("GET", "node/d_b/");
    assert.equal(body["parent_node_uid"], root);
  });
});
