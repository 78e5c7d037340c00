import assert from "node:assert/strict";
import { ConflictError } from "../../../../provider/backends/errors";
import { org } from "../../../../provider/kinds/org";
import { Declared } from "../../support/declared";
import { ORIGIN } from "../../support/stack";
import { describeOn } from "../../conformance/system";
import { Ground } from "./ground";

describeOn("keycloak")("a realm that is there already, and empty", function () {
  let ground: Ground;
  beforeEach(async () => (ground = await Ground.lay()));
  afterEach(() => ground.close());

  const inputs = (stack: string) => ({ name: "Acme 公司", origin: { ...ORIGIN, stack } });
  const make = (stack: string, more: object = {}) =>
    new Declared(org, ground.connect().session, "acme").create({ ...inputs(stack), ...more });
  const isConflict = (error: unknown) => {
    assert.ok(error instanceof ConflictError);
    assert.match(error.message, new RegExp(`\\(${ground.org}\\).*adopt: "ifExists"`));
    return true;
  };

  it("is taken up, and deleted again, by the program whose run was killed", async () => {
    await make("dev");
    const again = await make("dev");
    await again.delete();
    await assert.rejects(ground.client.realm.get(), /Realm not found/);
  });

  it("is a conflict for another stack, and for one where somebody made it by hand", async () => {
    await make("dev");
    await assert.rejects(make("prod"), isConflict);
    await ground.client.realm.delete();
    await ground.client.realm.create({ displayName: "Acme 公司" });
    await assert.rejects(make("dev"), isConflict);
    assert.equal((await make("dev", { adopt: "ifExists" })).id, ground.org);
  });

  it("is one stack's of two whose first runs are at once; the other fails, and names it", async () => {
    const ends = await Promise.allSettled([make("dev"), make("prod")]);
    const failed = ends.flatMap((end) => (end.status === "rejected" ? [end.reason as Error] : []));
    assert.equal(failed.length, 1);
    isConflict(failed[0]);
  });

  it("keeps its other attributes where it is renamed", async () => {
    const made = await make("dev");
    const { attributes } = await ground.client.realm.get();
    await made.update({ ...inputs("dev"), name: "Acme" });
    assert.deepEqual((await ground.client.realm.get()).attributes, attributes);
  });
});
