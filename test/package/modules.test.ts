import assert from "node:assert/strict";
import { workshop } from "../engine/support/workshop";
import { node } from "./support";

const kinds = ["org", "node", "user", "node-members", "org-member", "org-members"];
const others = ["sdk", "sdk/authing", "sdk/keycloak", "emulator"];
const METHODS = ["check", "configure", "create", "delete", "diff", "read", "update"];

describe("what a program can require of the package", function () {
  this.timeout(120_000);
  let consumer: string;
  /** Requires a module where the package is installed, and returns what an expression says of it. */
  const asked = (name: string, expression: string): unknown => {
    const script = `const it = require("pulumi-identity/${name}"); console.log(JSON.stringify(${expression}))`;
    const { code, output } = node(consumer, "-e", script);
    assert.equal(code, 0, output);
    return JSON.parse(output);
  };

  before(async () => {
    ({ consumer } = await workshop());
  });

  for (const kind of kinds) {
    it(`dynamic/${kind} is an object with the engine's seven methods`, () => {
      const methods = "Object.keys(it).filter((name) => typeof it[name] === 'function').sort()";
      assert.deepEqual(asked(`dynamic/${kind}`, methods), METHODS);
    });
  }

  for (const name of [...kinds.map((kind) => `dynamic/${kind}`), ...others]) {
    it(`${name} loads nothing of Pulumi's`, () => {
      const loaded = "Object.keys(require.cache).filter((path) => path.includes('/@pulumi/'))";
      assert.deepEqual(asked(name, loaded), []);
    });
  }

  for (const name of ["sdk/authing", "dynamic/org"]) {
    it(`${name} loads nothing of Authing's package before a call asks for it`, () => {
      const loaded =
        "Object.keys(require.cache).filter((path) => /\\/(authing-node-sdk|axios)\\//.test(path))";
      assert.deepEqual(asked(name, loaded), []);
    });
  }

  it("an ES module imports the same names", () => {
    const script = `import * as it from "pulumi-identity"; console.log(Object.keys(it).join(" "))`;
    const { code, output } = node(consumer, "--input-type=module", "-e", script);
    assert.equal(code, 0, output);
    for (const name of ["Connection", "Node", "NodeMembers", "Org", "User"]) {
      assert.ok(output.split(/\s/).includes(name), `${name} is not in "${output}"`);
    }
  });

  it("nothing else: a path that is not in the exports stays inside", () => {
    const script = `require("pulumi-identity/dist/provider/run/session.js")`;
    assert.match(node(consumer, "-e", script).output, /ERR_PACKAGE_PATH_NOT_EXPORTED/);
  });
});
