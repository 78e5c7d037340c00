import type { MethodDefinition } from "@grpc/grpc-js";
import { Reader, Writer } from "protobufjs/minimal.js";
import type { Values } from "../../engine/kind";
import { bytesOfStruct } from "./struct";

/** A request, and beside it the bytes of its values. */
export interface Asked<Request, Name extends string> {
  readonly request: Request;
  readonly values: Readonly<Partial<Record<Name, Uint8Array>>>;
}

/** An answer, and beside it the values that belong in it. */
export interface Answered<Answer, Name extends string> {
  readonly answer: Answer;
  readonly values: Readonly<Partial<Record<Name, Values>>>;
}

/** Numbers of the fields of a message that are values. */
type Fields<Name extends string> = Readonly<Record<Name, number>>;

/**
 * A method whose values are no messages of the SDK's: those that nobody reads stay bytes, and the others
 * are plain at once.
 */
export function withValues<Request, Answer, In extends string, Out extends string>(
  method: MethodDefinition<Request, Answer>,
  asked: Fields<In>,
  answered: Fields<Out>,
): MethodDefinition<Asked<Request, In>, Answered<Answer, Out>>;
export function withValues(
  method: MethodDefinition<unknown, unknown>,
  asked: Fields<string>,
  answered: Fields<string>,
): object {
  return {
    ...method,
    requestDeserialize(bytes: Buffer): Asked<unknown, string> {
      const { values, rest } = split(bytes, asked);
      return { request: method.requestDeserialize(rest), values };
    },
    responseSerialize({ answer, values }: Answered<unknown, string>): Buffer {
      const fields = Object.entries(answered).flatMap(([name, number]) => {
        const given = values[name];
        return given === undefined ? [] : fieldOf(number, bytesOfStruct(given));
      });
      return Buffer.concat([method.responseSerialize(answer), ...fields]);
    },
  };
}

/** The bytes of these fields, and of the message without them. */
function split(bytes: Buffer, fields: Fields<string>) {
  const names = new Map(Object.entries(fields).map(([name, number]) => [number, name]));
  const values: Record<string, Uint8Array> = {};
  const others: Uint8Array[] = [];
  const reader = Reader.create(bytes);
  while (reader.pos < reader.len) {
    const from = reader.pos;
    const tag = reader.uint32();
    const name = names.get(tag >>> 3);
    if (name !== undefined) values[name] = reader.bytes();
    else {
      reader.skipType(tag & 7);
      others.push(bytes.subarray(from, reader.pos));
    }
  }
  return { values, rest: Buffer.concat(others) };
}

/** A field with what it holds; the latter as it is, since it may be large. */
function fieldOf(number: number, bytes: Uint8Array): Uint8Array[] {
  const head = Writer.create()
    .uint32((number << 3) | BY_LENGTH)
    .uint32(bytes.length);
  return [head.finish(), bytes];
}

/** How a field is written whose length comes before it. */
const BY_LENGTH = 2;
