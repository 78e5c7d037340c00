import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureKeycloak, KeycloakUnavailable } from "../../../scripts/lib/keycloak/distribution";
import { lineReport } from "../../../scripts/lib/engine/report";

describe("fetching Keycloak", () => {
  let home: string;
  const { signal } = new AbortController();
  const ensure = () => {
    const report = lineReport(() => undefined);
    return ensureKeycloak(report, signal, { PATH: join(home, "bin"), PULUMI_HOME: home });
  };
  const program = (name: string, script: string) => {
    const file = join(home, "bin", name);
    writeFileSync(file, `#!/bin/sh\n${script}\n`);
    chmodSync(file, 0o755);
  };
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "keycloak-"));
    mkdirSync(join(home, "bin"));
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  const unavailable = (says: RegExp) => (error: unknown) => {
    assert.ok(error instanceof KeycloakUnavailable);
    assert.match(error.message, says);
    assert.doesNotMatch(error.message, /\n/);
    return true;
  };

  it("says in one sentence that Java is missing, or Maven", async () => {
    await assert.rejects(
      ensure(),
      unavailable(/needs Java 17 or newer, and there is no java on PATH/),
    );
    program("java", "exit 0");
    await assert.rejects(ensure(), unavailable(/fetched by Maven, and there is no mvn on PATH/));
  });

  it("says why Maven can't fetch it, and leaves nothing half made", async () => {
    program("java", "exit 0");
    program("mvn", "echo 'repo.example: unknown host' >&2; exit 1");
    await assert.rejects(ensure(), unavailable(/can't be fetched: repo\.example: unknown host$/));
    assert.deepEqual(readdirSync(join(home, "keycloak")), []);
  });

  it("leaves what Maven keeps for itself nowhere but in the folder that it makes", async () => {
    program("java", "exit 0");
    program("mvn", "pwd >&2; exit 1");
    await assert.rejects(ensure(), unavailable(/: \S+\/keycloak\/26\.7\.3-scim-api\.making$/));
  });

  it("takes the one that is there, without Maven", async () => {
    program("java", "exit 0");
    const folder = join(home, "keycloak/26.7.3-scim-api");
    mkdirSync(folder, { recursive: true });
    assert.equal(await ensure(), folder);
  });
});
