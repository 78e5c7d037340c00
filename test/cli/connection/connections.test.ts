import assert from "node:assert/strict";
import { connectionsOf } from "../../../cli/connection/connections";
import type { StackResource } from "../../../cli/stack/stack-resource";

const PROVIDERS = "urn:pulumi:test::test::pulumi:providers:pulumi-nodejs";
const settingsFor = (host: string) => ({
  url: `https://${host}.example`,
  token: "t",
});
const on = (provider: string, id: string): StackResource => ({
  ...{ kind: "Node", id, name: id, urn: `urn:pulumi:test::test::t::${id}`, provider },
  ...{ inputs: {}, outputs: {}, secrets: new Set<string>(), isKept: true },
});

describe("the connections of a stack", () => {
  const connections = new Map(
    ["default", "default_0_1_0", "default-eu", "us"].map((name) => [
      `${PROVIDERS}::${name}::1`,
      settingsFor(name.replaceAll("_", "-")),
    ]),
  );
  const served = (names: readonly string[], settings?: Record<string, string>) =>
    connectionsOf({
      resources: names.map((name) => on(`${PROVIDERS}::${name}::1`, name)),
      connections,
      settings,
    }).map(({ inspector, resources }) => [
      inspector.configuration.url,
      ...resources.map(({ id }) => id),
    ]);

  it("are today's settings for the stack's own, and those of the last run for each Connection", () => {
    assert.deepEqual(served(["us", "default"], settingsFor("now")), [
      ["https://now.example", "default"],
      ["https://us.example", "us"],
    ]);
  });

  it("take no Connection for the stack's own, whatever it is called", () => {
    assert.deepEqual(served(["default_0_1_0", "default-eu"], settingsFor("now")), [
      ["https://now.example", "default_0_1_0"],
      ["https://default-eu.example", "default-eu"],
    ]);
  });

  it("go by the state where the project is not at hand", () => {
    assert.deepEqual(served(["default"]), [["https://default.example", "default"]]);
  });

  it("are one for two Connections with the same settings", () => {
    const twice = [on(`${PROVIDERS}::us::1`, "a"), on(`${PROVIDERS}::us2::1`, "b")];
    const both = new Map([...connections, [`${PROVIDERS}::us2::1`, settingsFor("us")]]);
    const found = connectionsOf({ resources: twice, connections: both, settings: undefined });
    assert.deepEqual(
      found.map(({ resources }) => resources.length),
      [2],
    );
  });
});
