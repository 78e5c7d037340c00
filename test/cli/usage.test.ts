import assert from "node:assert/strict";
import { runCommand } from "./command";

describe("wrong usage of pulumi-identity", function () {
  this.timeout(60_000);

  const cases: readonly (readonly [args: string[], says: RegExp])[] = [
    [["dirft"], /unknown command 'dirft'\n\(Did you mean drift\?\)/],
    [["server", "--api", "ldap"], /Allowed choices are arkid, authing/],
    [["server", "--port=x"], /must be a number/],
    [["drift", "--frmat", "json"], /unknown option '--frmat'\n\(Did you mean --format\?\)/],
    [["drift", "--format", "xml"], /give one of text, json, markdown, html, sarif/],
    [["drift", "--fail-on", "moved"], /give some of changed,missing,unmanaged,tolerated/],
    [["drift", "--baseline", "no-such.yaml"], /there is no baseline no-such\.yaml/],
    [["drift", "--only", ""], /^--only "" is invalid: give some of Org,Node/],
    [["drift", "--baseline", "README.md"], /^README\.md: [^\n]+\n$/],
    [["tree", "--format", "pdf"], /Allowed choices are text, json, svg, html/],
    [["tree", "--depth", "0"], /whole number from 1 on/],
  ];
  for (const [args, says] of cases) {
    it(`ends with 2: ${args.join(" ")}`, async () => {
      const { code, stderr } = await runCommand(args);
      assert.match(stderr, says);
      assert.equal(code, 2);
      assert.doesNotMatch(stderr, /^ +at /m, "no stack");
    });
  }

  it("ends with 0 where help was asked for", async () => {
    const { code, stdout } = await runCommand(["drift", "--help"]);
    assert.match(stdout, /Exit code: 0 no drift, 7 drift/);
    assert.equal(code, 0);
  });
});
