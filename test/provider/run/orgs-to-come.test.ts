import assert from "node:assert/strict";
import { useFakeTimers, type SinonFakeTimers } from "sinon";
import { NoOrgError, PartialCreateError } from "../../../provider/backends/errors";
import { OrgsToCome } from "../../../provider/run/orgs-to-come";

describe("a create that is sent before that of its Org", () => {
  let clock: SinonFakeTimers;
  let orgs: OrgsToCome;
  let isThere: boolean;
  let attempts: number;
  beforeEach(() => {
    clock = useFakeTimers({ toFake: ["setTimeout"] });
    orgs = new OrgsToCome();
    isThere = false;
    attempts = 0;
  });
  afterEach(() => clock.restore());

  const user = () =>
    orgs.create("User", () => {
      attempts += 1;
      if (isThere) return Promise.resolve("ada");
      return Promise.reject(new NoOrgError('there is no realm "acme": declare its Org'));
    });
  const org = () =>
    orgs.create("Org", () => {
      isThere = true;
      return Promise.resolve("acme");
    });

  it("goes on when the Org is made", async () => {
    const ada = user();
    await org();
    assert.equal(await ada, "ada");
    assert.equal(attempts, 2);
  });

  it("goes on when the Org is sent only later", async () => {
    const ada = user();
    await clock.tickAsync(9_000);
    await org();
    assert.equal(await ada, "ada");
  });

  it("waits as long as an Org that is under way takes", async () => {
    const ada = user();
    let made: () => void = () => undefined;
    const making = orgs.create("Org", () => new Promise<void>((resolve) => (made = resolve)));
    await clock.tickAsync(60_000);
    isThere = true;
    made();
    await making;
    assert.equal(await ada, "ada");
  });

  it("goes on when the Org is made in part", async () => {
    const ada = user();
    const making = orgs.create("Org", () => {
      isThere = true;
      return Promise.reject(new PartialCreateError("acme", {}, new Error("no name")));
    });
    await assert.rejects(making, /no name/);
    assert.equal(await ada, "ada");
  });

  it("fails at once when the Org fails, and says so", async () => {
    const ada = user();
    const making = orgs.create("Org", () => Promise.reject(new Error("no right")));
    await assert.rejects(making, /no right/);
    await assert.rejects(ada, /the Org of this program could not be made, and this needs it/);
  });

  it("says what to add where the engine waits for it before it sends the Org", async () => {
    const failed = assert.rejects(user(), /declare its Org; .*add that Org to dependsOn/);
    await clock.tickAsync(10_000);
    await failed;
    assert.equal(attempts, 1);
  });

  it("waits once in a run, however many come one after another", async () => {
    const failed = assert.rejects(user(), /add that Org to dependsOn/);
    await clock.tickAsync(10_000);
    await failed;
    await assert.rejects(user(), /add that Org to dependsOn/);
    await org();
    assert.equal(await user(), "ada");
  });

  it("does not wait with any other error", async () => {
    const other = orgs.create("User", () => Promise.reject(new Error("no right")));
    await assert.rejects(other, /no right/);
  });
});
