import assert from "node:assert/strict";
import {
  isWhole,
  isWholeRun,
  isWholeUp,
  namedStack,
  type ProcessInfo,
} from "../../../../provider/run/stack/whole-run";

const shell: ProcessInfo = {
  parent: 2,
  command: ["/bin/sh", "/sdk/pulumi-resource-pulumi-nodejs"],
};
const pulumi = (...words: string[]): ProcessInfo => ({
  ...{ parent: 1, command: ["/usr/local/bin/pulumi", ...words] },
});
/** A provider below these processes, the nearest first. */
const below = (...all: readonly (ProcessInfo | undefined)[]) => {
  let next = 0;
  return isWholeRun(() => Promise.resolve(all[next++]));
};

describe("whether a run leaves nothing out", () => {
  it("is read from the command of the engine above", async () => {
    assert.equal(await below(shell, pulumi("destroy", "--yes")), true);
    assert.equal(await below(shell, pulumi("destroy", "--yes", "--target", "urn:x")), false);
  });

  it("is unknown, and so no, where no such command can be read", async () => {
    assert.equal(await below(undefined), false);
    assert.equal(await below(shell, undefined), false);
  });

  it("is not read from another run, whose program runs this one", async () => {
    const renamed: ProcessInfo = { parent: 2, command: ["/opt/pulumi-3.250", "up", "-t", "urn:x"] };
    const program: ProcessInfo = { parent: 2, command: ["node", "automation.js"] };
    assert.equal(await below(renamed, program, shell, pulumi("up")), false);
    assert.equal(await below(pulumi("up", "-t", "urn:x"), program, shell, pulumi("up")), false);
  });

  for (const words of [
    ["up", "-y", "--skip-preview", "--parallel", "4", "-s", "dev"],
    ["--cwd", "infra", "update"],
    ["destroy", "--remove", "-m", "the end"],
    ["up", "--yes", "--skip-preview", "--exec-kind", "auto.inline", "--client=127.0.0.1:1"],
  ]) {
    it(`is so of pulumi ${words.join(" ")}`, () => assert.equal(isWhole(words), true));
  }

  for (const words of [
    ["up", "--target=urn:x"],
    ["up", "-yt", "urn:x"],
    ["destroy", "-x", "urn:x"],
    ["destroy", "--exclude-protected"],
    ["up", "--target-dependents"],
    ["up", "--continue-on-error"],
    ["up", "--replace", "urn:x"],
    ["refresh", "--yes"],
  ]) {
    it(`is not so of pulumi ${words.join(" ")}`, () => assert.equal(isWhole(words), false));
  }

  it("is not so where the environment has such an option", async () => {
    process.env.PULUMI_OPTION_TARGET = "urn:x";
    try {
      assert.equal(await below(pulumi("up")), false);
    } finally {
      delete process.env.PULUMI_OPTION_TARGET;
    }
  });
});

describe("whether a run is an up of the whole program", () => {
  const of = (...words: string[]) => isWholeUp(() => Promise.resolve(pulumi(...words)));

  it("is read from its command", async () => {
    assert.equal(await of("up", "-y", "--continue-on-error"), true);
    assert.equal(await of("update", "--replace", "urn:x"), true);
    assert.equal(await of("up", "--target", "urn:x"), false);
    assert.equal(await of("destroy", "--stack", "up"), false);
    assert.equal(await isWholeUp(() => Promise.resolve(undefined)), false);
  });
});

describe("the stack that a run's command names", () => {
  const of = (...words: string[]) => namedStack(() => Promise.resolve(pulumi(...words)));

  it("is what its option says", async () => {
    for (const words of [
      ["--stack", "a/b/live"],
      ["-s", "a/b/live"],
      ["-ys", "a/b/live"],
    ]) {
      assert.equal(await of("destroy", ...words), "a/b/live");
    }
    for (const word of ["--stack=live", "-s=live"]) assert.equal(await of("destroy", word), "live");
  });

  it("is unknown where it has none, or can't be read", async () => {
    assert.equal(await of("destroy", "--yes"), undefined);
    assert.equal(await namedStack(() => Promise.resolve(undefined)), undefined);
  });
});
