import assert from "node:assert/strict";
import { sourceIn } from "../../../cli/stack/source";

const HOME = "../../consumer/node_modules/pulumi-identity/dist/provider";
const sourceOf = (...files: readonly (string | undefined)[]) =>
  sourceIn(
    files.map((file) => (file === undefined ? {} : { sourcePosition: `project:///${file}` })),
  );

/** What calls what, from the constructor outwards, and where the resource is declared. */
const cases: Record<string, readonly [readonly (string | undefined)[], string | undefined]> = {
  "a call of the constructor": [[`${HOME}/resources/node.js#17,9`, "index.ts#12,9"], "index.ts:12"],
  "a function of the program": [
    [`${HOME}/resources/node.js#17,9`, "teams/web.ts#3,1", "index.ts#12,9"],
    "teams/web.ts:3",
  ],
  "an OrgTree in the program": [
    [
      `${HOME}/resources/user.js#15,9`,
      `${HOME}/components/org-tree.js#95,16`,
      undefined,
      "index.ts#5,1",
    ],
    "index.ts:5",
  ],
  "an OrgTree of a file": [
    [
      `${HOME}/resources/user.js#15,9`,
      `${HOME}/components/org-tree.js#9,1`,
      "org.yaml#7,34",
      "index.ts#5,1",
    ],
    "org.yaml:7",
  ],
  "a component of another package": [
    [`${HOME}/resources/user.js#15,9`, "node_modules/@acme/teams/index.js#4,4", "index.ts#5,1"],
    "index.ts:5",
  ],
  "the package by a link": [
    [
      "../../pulumi-identity/dist/provider/resources/user.js#1,1",
      "../../pulumi-identity/dist/provider/components/org-tree.js#1,1",
      "index.ts#5,1",
    ],
    "index.ts:5",
  ],
  "names in Chinese, with a space and a percent sign": [
    [`${HOME}/resources/user.js#15,9`, "%E7%BB%84%E7%BB%87/my%20org.yaml#7,34"],
    "组织/my org.yaml:7",
  ],
  "a percent sign that encodes nothing": [
    [`${HOME}/resources/user.js#15,9`, "100%.ts#7,34"],
    "100%.ts:7",
  ],
  "a program in YAML": [
    [
      "../go/pkg/mod/github.com/pulumi/pulumi-yaml@v1.25.0/pkg/pulumiyaml/run.go#1391",
      "../go/pkg/mod/github.com/pulumi/pulumi/sdk/v3@v3.206.0/go/pulumi/run.go#141",
    ],
    undefined,
  ],
  "no frame outside": [[`${HOME}/resources/user.js#15,9`], undefined],
  nothing: [[], undefined],
  "what is no position": [["index.ts"], undefined],
};

describe("where a program declares a resource", () => {
  for (const [name, [frames, expected]] of Object.entries(cases)) {
    it(`is told of ${name}`, () => assert.equal(sourceOf(...frames), expected));
  }
});
