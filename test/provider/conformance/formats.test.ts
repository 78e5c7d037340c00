import assert from "node:assert/strict";
import type { Values } from "../../../provider/engine/kind";
import { Declared } from "../support/declared";
import { Ground, resources } from "./resources";
import { describeOn, oneOrg, everySystem, type System } from "./system";

/** Texts that one system or another refuses, mends or drops, whatever the property. */
const TEXTS = [
  ...[" both ends ", "line\nbreak", "a\0b", "\ud800", "a\u0007b", "😀".repeat(200), "Name1"],
  ...["x".repeat(65), "x".repeat(256), "x".repeat(1024), "a/b", "root", "d_eng"],
  ...["2026-03-01T09:00:00Z", "2026-02-30", "Ada@Acme.Example", "ada@"],
  ...["13800000091", "+86 138 0000 0091", "+12025550100", "2025550100"],
];

const KINDS = ["Org", "Node department", "User", "OrgMember", "App", "Perm"];

for (const [system, start] of Object.entries(everySystem)) {
  describeOn(system)(`a text that the check lets through, on ${system}`, () => {
    let there: System;
    let ground: Ground;
    before(async () => {
      there = await start();
      ground = await Ground.lay(there);
    });
    after(() => there.close());

    // The ground stands in the only org, where a connection has one.
    const kinds = KINDS.filter((kind) => kind !== "Org" || !oneOrg.has(system));
    for (const { title, handler, inputs } of resources.filter(({ title }) =>
      kinds.includes(title),
    )) {
      const texts = Object.entries(handler.properties).filter(
        ([key, { type }]) => type.shape.is === "text" && key !== "logicalName",
      );

      for (const [property] of texts) {
        it(`is taken by the server, and is settled: ${title}.${property}`, async function () {
          this.timeout(600_000);
          for (const text of TEXTS) {
            const wanted: Values = { ...inputs(ground), [property]: text };
            const one = new Declared(handler, there.session().session, "formats");
            if ((await one.failures(wanted)).length > 0) continue;
            const told = JSON.stringify(text).slice(0, 60);
            await assert.doesNotReject(one.create(wanted), told);
            assert.equal(await one.isSettled(wanted), true, told);
            one.session = there.session().session;
            const before = one.state;
            assert.deepEqual(await one.refresh(), before, told);
            await one.delete();
          }
        });
      }
    }
  });
}
