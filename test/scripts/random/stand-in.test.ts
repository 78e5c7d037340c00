import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ResourceProviderService as service } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { CHECKOUT } from "../../../scripts/lib/engine/checkout";
import { isAlive } from "../../../scripts/lib/process-tree/alive";
import { fromStruct, type Properties, secret, toStruct, UNKNOWN } from "../../engine/random/values";
import { until } from "../engine/machine";
import { ProviderProcess } from "./provider-process";

const urn = (type: string) =>
  `urn:pulumi:dev::test::acme:index:Team$random:index/${type[0]?.toLowerCase()}${type.slice(1)}:${type}::x`;

describe("the stand-in for the random provider", () => {
  let provider: ProviderProcess;

  before(async () => {
    provider = await ProviderProcess.start();
  });
  after(() => provider.stop());

  const check = async (type: string, inputs: Properties) => {
    const request = new proto.CheckRequest().setUrn(urn(type)).setNews(toStruct(inputs));
    const answer = await provider.call(service.check, request);
    const failures = answer
      .getFailuresList()
      .map((failure) => `${failure.getProperty()} ${failure.getReason()}`);
    return { inputs: fromStruct(answer.getInputs()), failures };
  };
  const create = async (type: string, inputs: Properties, preview = false) => {
    const request = new proto.CreateRequest()
      .setUrn(urn(type))
      .setProperties(toStruct(inputs))
      .setPreview(preview);
    const answer = await provider.call(service.create, request);
    return { id: answer.getId(), outputs: fromStruct(answer.getProperties()) };
  };
  const replaces = async (type: string, olds: Properties, news: Properties) => {
    const request = new proto.DiffRequest()
      .setUrn(urn(type))
      .setOlds(toStruct(olds))
      .setNews(toStruct(news));
    const answer = await provider.call(service.diff, request);
    assert.deepEqual(answer.getReplacesList(), answer.getDiffsList());
    return answer.getReplacesList();
  };

  it("says that it is one, under the version that @pulumi/random asks for", async () => {
    const info = await provider.call(service.getPluginInfo, new Empty());
    const manifest = join(CHECKOUT, "node_modules/@pulumi/random/package.json");
    const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { version: string };
    assert.equal(info.getVersion(), `${version}+stand-in`);
  });

  it("takes secrets and previews", async () => {
    const answer = await provider.call(service.configure, new proto.ConfigureRequest());
    assert.equal(answer.getAcceptsecrets(), true);
    assert.equal(answer.getSupportspreview(), true);
  });

  it("makes secret passwords, as asked for", async () => {
    const { id, outputs } = await create("RandomPassword", {
      length: 24,
      upper: false,
      minNumeric: 3,
      overrideSpecial: "_",
    });
    assert.equal(id, "none");
    const { result } = outputs;
    assert.deepEqual(result, secret((result as Properties).value ?? null));
    const text = (result as Properties).value as string;
    assert.match(text, /^[a-z0-9_]{24}$/);
    assert.match(text, /(\d.*){3}/);
  });

  it("makes strings, pets, ids, UUIDs and integers", async () => {
    const string = await create("RandomString", { length: 6, special: false, lower: false });
    assert.match(string.id, /^[A-Z0-9]{6}$/);
    assert.equal(string.outputs.result, string.id);

    const pet = await create("RandomPet", { length: 3, prefix: "my", separator: "_" });
    assert.match(pet.id, /^my_[a-z]+_[a-z]+_[a-z]+$/);

    const id = await create("RandomId", { byteLength: 8, prefix: "x-" });
    assert.equal(Buffer.from(id.id, "base64url").length, 8);
    const hex = Buffer.from(id.id, "base64url").toString("hex");
    assert.equal(id.outputs.hex, `x-${hex}`);
    assert.equal(id.outputs.dec, `x-${BigInt(`0x${hex}`)}`);
    assert.equal(id.outputs.b64Url, `x-${id.id}`);

    const uuid = await create("RandomUuid", {});
    assert.match(uuid.id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);

    const integer = await create("RandomInteger", { min: 3, max: 4 });
    assert([3, 4].includes(integer.outputs.result as number));
    assert.equal(integer.id, String(integer.outputs.result as number));
  });

  it("leaves a result unknown in a preview, a secret one still secret", async () => {
    const { id, outputs } = await create("RandomPassword", { length: 8 }, true);
    assert.equal(id, "");
    assert.deepEqual(outputs.result, secret(UNKNOWN));
  });

  it("keeps secret keepers secret", async () => {
    const keepers = { token: secret("hush") };
    const { outputs } = await create("RandomString", { length: 8, keepers });
    assert.deepEqual(outputs.keepers, keepers);
    assert.deepEqual(
      await replaces("RandomString", outputs, { length: 8, keepers: { token: "hush" } }),
      [],
    );
  });

  it("replaces for any input that changes, and for nothing else", async () => {
    const { outputs } = await create("RandomPassword", { length: 8, keepers: { a: "1" } });
    const changed = (news: Properties) => replaces("RandomPassword", outputs, news);
    const keepers = { a: "1" };
    assert.deepEqual(await changed({ length: 8, keepers }), []);
    assert.deepEqual(await changed({ length: 8, keepers, special: true, minUpper: null }), []);
    assert.deepEqual(await changed({ length: 9, keepers }), ["length"]);
    assert.deepEqual(await changed({ length: 8, keepers: { a: "2" } }), ["keepers"]);
    assert.deepEqual(await changed({ length: 8, keepers: { a: UNKNOWN } }), ["keepers"]);
    assert.deepEqual(await changed({ length: 8, keepers, number: false }), ["numeric", "number"]);
  });

  it("reads what the state says, and imports nothing", async () => {
    const { id, outputs } = await create("RandomUuid", {});
    const request = new proto.ReadRequest().setUrn(urn("RandomUuid")).setId(id);
    const answer = await provider.call(
      service.read,
      request.clone().setProperties(toStruct(outputs)).setInputs(toStruct({})),
    );
    assert.equal(answer.getId(), id);
    assert.deepEqual(fromStruct(answer.getProperties()), outputs);
    await assert.rejects(provider.call(service.read, request), /can't import/);
  });

  it("keeps the result in an update, and deletes", async () => {
    const { id, outputs } = await create("RandomString", { length: 8 });
    const update = new proto.UpdateRequest()
      .setUrn(urn("RandomString"))
      .setOlds(toStruct(outputs))
      .setNews(toStruct({ length: 8, special: false }));
    const answer = await provider.call(service.update, update);
    assert.deepEqual(fromStruct(answer.getProperties()), { ...outputs, special: false });
    const gone = new proto.DeleteRequest().setUrn(urn("RandomString")).setId(id);
    await provider.call(service.delete, gone);
  });

  for (const [type, inputs, failure] of [
    ["RandomPassword", { length: 0 }, "length must be a whole number, 1 or more"],
    ["RandomPassword", { length: secret("8") }, "length must be a whole number, 1 or more"],
    [
      "RandomPassword",
      { length: 2, minLower: 3 },
      "length must be at least the sum of the minimums",
    ],
    [
      "RandomString",
      { length: 8, lower: false, upper: false, numeric: false, special: false },
      "length leaves no kind of character to choose from",
    ],
    ["RandomId", {}, "byteLength must be a whole number, 1 or more"],
    ["RandomPet", { length: 0.5 }, "length must be a whole number, 1 or more"],
    [
      "RandomInteger",
      { min: 2, max: 1 },
      "max must be a whole number, and so must min, at most max",
    ],
    [
      "RandomInteger",
      { min: 1, max: 2, seed: "s" },
      "seed is not known to this stand-in for the random provider",
    ],
  ] as const) {
    it(`refuses ${type} ${JSON.stringify(inputs)}`, async () => {
      assert.deepEqual((await check(type, inputs)).failures, [failure]);
    });
  }

  it("checks nothing that it does not know yet", async () => {
    const inputs = { length: UNKNOWN };
    assert.deepEqual(await check("RandomString", inputs), { inputs, failures: [] });
  });

  it("names the resources that it has when asked for another", async () => {
    await assert.rejects(
      check("RandomShuffle", {}),
      /has no random:index\/randomShuffle:RandomShuffle, only .*RandomPassword/,
    );
  });

  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    it(`ends on ${signal}`, async () => {
      const another = await ProviderProcess.start();
      assert.equal(await another.stop(signal), 0);
    });
  }

  it("ends when the engine that started it was killed", async () => {
    const plugin = join(CHECKOUT, "test/engine/random/pulumi-resource-random");
    const engine = spawn("sh", ["-c", `"${plugin}" & echo "pid $!"; wait`]);
    const printed = await new Promise<string>((resolve) => {
      let text = "";
      engine.stdout.on("data", (chunk: Buffer) => {
        text += chunk.toString();
        // Its port comes when it has started, and knows whose child it is.
        if (/^pid \d+$/m.test(text) && /^\d+$/m.test(text)) resolve(text);
      });
    });
    const pid = Number(/pid (\d+)/.exec(printed)?.[1]);
    engine.kill("SIGKILL");
    await until(() => !isAlive(pid));
  });
});
