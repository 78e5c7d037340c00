import assert from "node:assert/strict";
import { all } from "../../../provider/backends/kit/all";
import type { KeycloakClient } from "../../../sdk/keycloak";
import { describeOn, everySystem, type System } from "../../provider/conformance/system";
import { givenByHand } from "../../provider/support/given-by-hand";
import { testKeycloak, TestRealm } from "../../provider/support/keycloak";
import { exportedBy } from "../../../cli/export/export-org";
import { inspectorOf } from "../support/inspector";
import { roundTrip, wholeExport } from "./support/round-trip";

/** A realm as somebody's years of clicking leave it: nothing in it has a key of the provider. */
async function byHand(client: KeycloakClient): Promise<void> {
  const { groups, users, clients, roles } = client;
  const sales = await groups.create({ name: "Sales", description: "sells" });
  const north = await groups.create({ name: "North/West" }, sales);
  await groups.create({ name: "Sales" }, north);
  await groups.create({ name: "销售" });
  const ada = await users.create({ username: "ada", email: "ada@acme.example", firstName: "Ada" });
  await users.create({ username: "bob", firstName: "Bob", lastName: "de la Cruz", enabled: false });
  await users.join(ada, north);
  const shop = await clients.create({
    ...{ clientId: "shop", redirectUris: ["https://shop.example/*"] },
    ...{ directAccessGrantsEnabled: true, webOrigins: ["+"] },
  });
  await clients.create({
    ...{ clientId: "urn:wiki", name: "Wiki", protocol: "saml" },
    attributes: {
      saml_assertion_consumer_url_post: "https://wiki.example/acs",
      ...{ "saml.client.signature": "true", "saml.signing.certificate": "MIIB".repeat(20) },
    },
  });
  await clients.create({ clientId: "CI bot", publicClient: false, serviceAccountsEnabled: true });
  await roles.create({ name: "buyer", description: "may buy" }, shop);
  await givenByHand(roles, { buyers: sales, shop, auditor: ada });
}

describeOn("keycloak")("a realm that was made by hand becomes a program", function () {
  this.timeout(300_000);
  let system: System;
  let empty: System;
  before(async () => {
    const start = everySystem["keycloak"];
    assert.ok(start);
    [system, empty] = [await start(), await start()];
  });
  after(() => Promise.all([system.close(), empty.close()]));

  it("that sends not one write, and makes an equal realm", async () => {
    const { id } = await system.behind.orgs.create({ name: "Acme" });
    const server = await testKeycloak();
    assert.notEqual(typeof server, "string");
    if (typeof server === "string") return;
    await byHand(new TestRealm(server).at(id));
    const files = await wholeExport(system, id);
    assert.match(files["org.yaml"] ?? "", /key: sales\n +name: Sales\n/);
    assert.match(files["Pulumi.yaml"] ?? "", new RegExp(`identity:realm:\n +value: ${id}\n`));
    assert.equal(JSON.stringify(files).includes("ecret:"), false);
    assert.match(
      files["README.md"] ?? "",
      /set identity:clientId …[^]*set --secret identity:clientSecret …/,
    );
    await roundTrip(system, id, empty);
  });

  it("without the accounts of its apps among people, and with what they may do", async () => {
    const server = await testKeycloak();
    assert.notEqual(typeof server, "string");
    if (typeof server === "string") return;
    const realm = new TestRealm(server);
    const { groups, users, clients, roles } = realm.client;
    try {
      await realm.client.realm.create({});
      const staff = await groups.create({ name: "Staff" });
      await roles.create({ name: "Auditor" });
      const [auditor] = (await all(roles.list())).filter(({ name }) => name === "Auditor");
      assert.ok(auditor);
      // Who only seems to be one by the name is a person.
      await users.create({ username: "service-account-ada" });
      for (const clientId of ["shop", "CI bot"]) {
        await clients.create({ clientId, publicClient: false, serviceAccountsEnabled: true });
      }
      for (const name of ["ada", "shop", "ci bot"]) {
        const { id = "" } = (await users.find(`service-account-${name}`)) ?? {};
        await users.join(id, staff);
        await roles.give({ kind: "users", id }, [auditor]);
      }
      const { realm: org } = realm;
      const inspector = inspectorOf(system.session({ realm: org }).session);
      const { files, gaps } = await exportedBy(inspector, { org, language: "typescript" });
      assert.match(files["org.yaml"] ?? "", /people: \[service-account-ada\]\n/);
      const may = /users: \["service-account-ada", "service-account-shop"\]/;
      assert.match(Object.values(files).join("\n"), may);
      // White space is in no username, so that no program can name the other account.
      assert.equal(gaps.length, 1);
      assert.match(
        gaps.join(),
        /^PermGrants .*"service-account-ci bot", the account of an app, is left out/,
      );
    } finally {
      await realm.remove();
    }
  });
});
