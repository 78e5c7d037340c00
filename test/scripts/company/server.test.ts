import assert from "node:assert/strict";
import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { requireServer } from "../../../scripts/lib/company/server";

describe("what a server needs", () => {
  const sentence = (says: RegExp) => (error: Error) => {
    assert.match(error.message, says);
    assert.doesNotMatch(error.message, /\n/);
    return true;
  };

  it("is asked for before anything is made: Java", async () => {
    await assert.rejects(requireServer("keycloak", { PATH: "" }), sentence(/there is no java/));
    await requireServer("arkid", { PATH: "" });
  });

  it("is asked for before anything is made: the Keycloak that is said to run", async () => {
    const other = createServer((_, response) => response.end("<h1>It works!</h1>"));
    other.listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    const env = { IDENTITY_KEYCLOAK_URL: `http://127.0.0.1:${port}` };
    const says = sentence(/^no Keycloak answers at \S+, which is IDENTITY_KEYCLOAK_URL$/);
    await assert.rejects(requireServer("keycloak", env), says);
    other.close();
    await assert.rejects(requireServer("keycloak", env), says);
  });
});
