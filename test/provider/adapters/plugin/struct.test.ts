import assert from "node:assert/strict";
import fc from "fast-check";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { bytesOfStruct, structIn } from "../../../../provider/adapters/plugin/struct";

/** The SDK itself loses a name that is the setter of each object. */
const key = fc.string({ unit: "grapheme" }).filter((name) => name !== "__proto__");
const { map } = fc.letrec<{ value: unknown; map: Record<string, unknown> }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constant(null),
    fc.boolean(),
    fc.double({ noNaN: true }),
    fc.string({ unit: "grapheme" }),
    fc.array(tie("value")),
    tie("map"),
  ),
  map: fc.dictionary(key, tie("value"), { noNullPrototype: true }),
}));

describe("the values of a message", () => {
  it("are read as the SDK has written them", () => {
    fc.assert(
      fc.property(map, (values) => {
        const sent = Struct.fromJavaScript(values as Record<string, JavaScriptValue>);
        assert.deepEqual(structIn(sent.serializeBinary()), sent.toJavaScript());
      }),
    );
  });

  it("are written as the SDK reads them", () => {
    fc.assert(
      fc.property(map, (values) => {
        const read = Struct.deserializeBinary(bytesOfStruct(values));
        assert.deepEqual(read.toJavaScript(), values);
      }),
    );
  });

  it("keep a name that every object inherits", () => {
    const values = JSON.parse('{"__proto__":{"constructor":null}}') as Record<string, unknown>;
    assert.deepEqual(structIn(bytesOfStruct(values)), values);
  });

  it("take as many bytes as the SDK's message", () => {
    const values = {
      nodes: { d1: { name: "部门 1", people: { ada: "member", grace: "member" } } },
    };
    const sent = Struct.fromJavaScript(values);
    assert.equal(bytesOfStruct(values).length, sent.serializeBinary().length);
  });
});
