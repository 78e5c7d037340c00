import assert from "node:assert/strict";
import { oneOrg, everySystem } from "./system";

describe("the list of orgs", () => {
  for (const [name, start] of Object.entries(everySystem)) {
    if (oneOrg.has(name)) continue;
    it(`holds those that there are, on ${name}`, async () => {
      const system = await start();
      const { behind } = system;
      try {
        const { orgKey } = behind.capabilities;
        for (const uid of ["acme", "other"]) {
          await behind.orgs.create({ name: `${uid} 公司`, ...(orgKey && { uid }) });
        }
        const orgs = await system.session().session.backend.orgs.list();
        assert.deepEqual(orgs.map((org) => org.name).sort(), ["acme 公司", "other 公司"]);
        const [first] = orgs;
        assert.deepEqual(await behind.orgs.get({ id: first?.id ?? "" }), first);
      } finally {
        await system.close();
      }
    });
  }
});
