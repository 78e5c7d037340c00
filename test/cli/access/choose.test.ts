import assert from "node:assert/strict";
import { choose } from "../../../cli/access/choose";
import { spanOf } from "../../../cli/access/span";
import { WrongUsage } from "../../../cli/usage/wrong-usage";
import { companyOf, readingOf } from "./support";

const NAMES = { person: "Ada Lovelace", node: "Platform", app: "CI", perm: "Deploy" };

function company() {
  const builder = companyOf(NAMES);
  builder.apps.set("shop", { id: "shop", name: "Shop", org: "acme", allowsAnyUser: false });
  builder.perms.set("deploy2", {
    id: "deploy2",
    name: "Deploy",
    scope: "shop",
    isAppAccess: false,
  });
  builder.people.set("ada2", { username: "ada2", name: "Ada Lovelace" });
  return builder.build();
}

const wrong = (says: string) => (error: Error) =>
  error instanceof WrongUsage && error.message === says;

describe("whom and what a text of the command line means", () => {
  const readings = [readingOf(company())];

  it("is one", () => {
    assert.deepEqual(
      choose("perm", "Shop/Deploy", readings).map(({ id }) => id),
      ["deploy2"],
    );
    assert.deepEqual(
      choose("person", "ada", readings).map(({ id }) => id),
      ["ada"],
    );
  });

  it("is wrong usage for several, which are told with their ids and paths", () => {
    assert.throws(
      () => choose("perm", "Deploy", readings),
      wrong(
        '"Deploy" means 2 perms: deploy (CI/Deploy), deploy2 (Shop/Deploy); give one of these ids',
      ),
    );
    assert.throws(
      () => choose("person", "Ada Lovelace", readings),
      wrong(
        '"Ada Lovelace" means 2 people: ada (Ada Lovelace), ada2 (Ada Lovelace); give one of these ids',
      ),
    );
  });

  it("is wrong usage for none, with the nearest names", () => {
    assert.throws(
      () => choose("perm", "CI/Deplyo", readings),
      wrong('there is no perm "CI/Deplyo"; is "CI/Deploy" meant?'),
    );
    assert.throws(() => choose("person", "zzz", readings), wrong('there is no person "zzz"'));
  });

  it("is a failure for none where not all could be seen", () => {
    const part = [readingOf(company(), { gaps: [{ part: "users", reason: "no" }] })];
    assert.throws(
      () => choose("person", "zzz", part),
      (error: Error) => !(error instanceof WrongUsage) && /this account sees/.test(error.message),
    );
  });

  it("is the same one of two tenants in both", () => {
    const both = [readingOf(company()), readingOf(company())];
    assert.equal(choose("person", "ada", both).length, 2);
  });
});

describe("a span of time", () => {
  it("is of hours, days or weeks", () => {
    assert.deepEqual(["12h", "30d", "2w", "0d"].map(spanOf), [43.2e6, 2592e6, 1209.6e6, 0]);
  });

  for (const text of ["", "30", "d", "-1d", "1.5d", "1m", "1y", "１d", "999999d", "30 d"]) {
    it(`is not "${text}"`, () => assert.throws(() => spanOf(text), WrongUsage));
  }
});
