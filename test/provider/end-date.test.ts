import assert from "node:assert/strict";
import fc from "fast-check";
import { endDate, isOver, lastInstant } from "../../provider/end-date";

describe("an end date", () => {
  for (const valid of [
    ...["2026-12-31", "2028-02-29", "2000-02-29", "2026-12-31T18:00:00+08:00"],
    ...["2026-12-31T18:00:00Z", "2026-12-31T18:00+08:00", "2026-12-31T18:00:00.250-11:30"],
  ]) {
    it(`may be ${valid}`, () => assert.equal(endDate.parse(valid), valid));
  }

  for (const invalid of [
    ...["2026-02-30", "2027-02-29", "2100-02-29", "2026-13-01", "2026-12-31T18:00:00", "tomorrow"],
    ...["2026-12-31 ", "31.12.2026", "2026-12-31T25:00:00Z", "2026-12-31T18:00:00+25:00", ""],
    ...["2026-02-30T00:00:00Z", 20261231, null, undefined, true, {}, new Date()],
  ]) {
    it(`may not be ${JSON.stringify(invalid)}, and the message says what it may be`, () => {
      const { success, error } = endDate.safeParse(invalid);
      assert.equal(success, false);
      assert.match(error?.issues[0]?.message ?? "", /give a day such as 2026-12-31, .* in UTC/);
    });
  }

  const ends = {
    "2026-12-31": "2026-12-31T23:59:59.999Z",
    "2028-02-29": "2028-02-29T23:59:59.999Z",
    "2026-12-31T18:00:00+08:00": "2026-12-31T10:00:00.000Z",
    "2026-12-31T18:00-05:30": "2026-12-31T23:30:00.000Z",
  };
  for (const [until, last] of Object.entries(ends)) {
    it(`${until} counts up to ${last}, and no millisecond more`, () => {
      assert.equal(lastInstant(until), last);
      assert.equal(isOver(until, new Date(last)), false);
      assert.equal(isOver(until, new Date(Date.parse(last) + 1)), true);
    });
  }

  describe("whatever the zone of the machine", () => {
    const { TZ } = process.env;
    afterEach(() => {
      if (TZ === undefined) delete process.env.TZ;
      else process.env.TZ = TZ;
    });

    // On the 29th of March 2026 a day in Berlin has 23 hours, in Apia on the 30th of December 2011 none.
    for (const zone of ["UTC", "Europe/Berlin", "Pacific/Apia", "America/St_Johns"]) {
      it(`is a day in UTC: ${zone}`, () => {
        process.env.TZ = zone;
        for (const day of ["2026-03-29", "2026-10-25", "2011-12-30", "2028-02-29"]) {
          const midnight = Date.parse(`${day}T00:00:00Z`) + 24 * 60 * 60 * 1000;
          assert.equal(isOver(day, new Date(midnight - 1)), false, day);
          assert.equal(isOver(day, new Date(midnight)), true, day);
        }
      });
    }
  });

  it("is over for good once it is over", () => {
    const date = fc.date({ noInvalidDate: true, min: new Date(0), max: new Date("2100-01-01") });
    fc.assert(
      fc.property(date, date, date, (end, one, other) => {
        const [early, late] = [one, other].sort((a, b) => a.getTime() - b.getTime());
        for (const until of [end.toISOString(), end.toISOString().slice(0, 10)]) {
          if (isOver(until, early!)) assert.ok(isOver(until, late!));
        }
      }),
    );
  });
});
