import type { MethodDefinition } from "@grpc/grpc-js";
import { BinaryReader, BinaryWriter } from "google-protobuf";
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
        return given === undefined ? [] : [fieldOf(number, bytesOfStruct(given))];
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
  const reader = new BinaryReader(bytes);
  for (let from = 0; reader.nextField(); from = reader.getCursor()) {
    const name = names.get(reader.getFieldNumber());
    if (name !== undefined) values[name] = reader.readBytes();
    else {
      reader.skipField();
      others.push(bytes.subarray(from, reader.getCursor()));
    }
  }
  return { values, rest: Buffer.concat(others) };
}

function fieldOf(number: number, bytes: Uint8Array): Uint8Array {
  const writer = new BinaryWriter();
  writer.writeBytes(number, bytes);
  return writer.getResultBuffer();
}
