import assert from "node:assert/strict";
import { NotFoundError, UnavailableError } from "../../../../provider/backends/errors";
import { excluded } from "../../conformance/excluded";
import { Ground, resources } from "../../conformance/resources";
import { Declared } from "../../support/declared";
import { Pool } from "./pool";

const refused = { body: { statusCode: 200, data: { success: false } } };
/** The writes that have nothing else to tell. */
const TELL_NOTHING =
  /^POST (delete-|(add|remove)-department|(assign|revoke|update)-role|(authorize|revoke|update)-app)/;

describe("an Authing write that is answered with success: false", () => {
  let pool: Pool;
  let ground: Ground;
  beforeEach(async () => {
    pool = await Pool.start();
    const session = () => pool.connect();
    const system = {
      url: pool.between.url,
      settings: {},
      behind: session().backend,
      close: () => pool.close(),
    };
    ground = await Ground.lay({ ...system, session });
  });
  afterEach(() => pool.close());

  for (const { title, handler, inputs, edits, vanish } of resources) {
    const lacks = excluded.authing ?? {};
    if (lacks[`${title} kind`]) continue;
    for (const isDone of [true, false]) {
      it(`holds in the end, of a ${title}, where it was ${isDone ? "done" : "not done"}`, async () => {
        let isNext = true;
        pool.between.fault = (request) => {
          if (!TELL_NOTHING.test(request)) return undefined;
          // What was not done goes through when it is sent again.
          isNext = isDone || !isNext;
          if (isDone) return { ...refused, after: true };
          return isNext ? undefined : refused;
        };
        const it_ = new Declared(handler, pool.connect().session);
        let wanted = inputs(ground);
        await it_.create(wanted);
        for (const [property, value] of Object.entries(edits(ground))) {
          if (lacks[`${title} ${property}`]) continue;
          wanted = { ...wanted, [property]: value };
          await it_.update(wanted);
          await it_.refresh();
          assert.equal(await it_.isSettled(wanted), true, property);
        }
        await it_.delete();
        if (vanish) await assert.rejects(it_.refresh(), NotFoundError);
      });
    }
  }

  it("is told in a sentence where it never holds", async () => {
    const { backend } = pool.connect();
    pool.between.fault = (request) => (TELL_NOTHING.test(request) ? refused : undefined);
    await assert.rejects(backend.perms.delete({ id: ground.ids.deploy }), (error) => {
      assert.ok(error instanceof UnavailableError);
      assert.match(error.message, /says that POST \S+delete-roles-batch failed, and not why: try/);
      return true;
    });
  });
});
