import assert from "node:assert/strict";
import { Company } from "../../../../sdk/transport/limits/company";

describe("the company of an attempt", () => {
  it("is how many were under way on average, itself among them", () => {
    let time = 0;
    const company = new Company(() => time);
    const first = company.join();
    time = 10;
    const second = company.join();
    time = 20;
    assert.deepEqual(first(), { took: 20, company: 1.5 });
    time = 40;
    assert.deepEqual(second(), { took: 30, company: 4 / 3 });
  });

  it("is itself after all others have left", () => {
    let time = 5;
    const company = new Company(() => time);
    company.join()();
    time = 50;
    const alone = company.join();
    time = 51;
    assert.deepEqual(alone(), { took: 1, company: 1 });
  });

  it("is counted where no time went by", () => {
    const company = new Company(() => 0);
    company.join();
    assert.deepEqual(company.join()(), { took: 0, company: 2 });
  });
});
