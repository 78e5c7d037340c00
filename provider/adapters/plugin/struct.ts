import { Reader, Writer } from "protobufjs/minimal.js";
import type { Values } from "../../engine/kind";

/*
 * A `google.protobuf.Struct` from and to its bytes: as a message of its own it takes sixteen times the
 * memory of what is in it, and a tree of thousands comes in several at once.
 */

/** Numbers of the fields of a `Value`, each for one type. */
const enum Field {
  null = 1,
  number = 2,
  text = 3,
  flag = 4,
  struct = 5,
  list = 6,
}

export const structIn = (bytes: Uint8Array): Values => {
  const reader = Reader.create(bytes);
  return readStruct(reader, reader.len);
};

export const bytesOfStruct = (values: Values): Uint8Array =>
  writeStruct(values, Writer.create()).finish();

/** Where the message that begins here ends. */
const endOf = (reader: Reader): number => reader.uint32() + reader.pos;

/** The number of the field that begins here. */
const fieldAt = (reader: Reader): number => reader.uint32() >>> 3;

function readStruct(reader: Reader, end: number): Values {
  const values: Record<string, unknown> = {};
  while (reader.pos < end) {
    fieldAt(reader);
    readEntry(reader, endOf(reader), values);
  }
  return values;
}

function readEntry(reader: Reader, end: number, values: Record<string, unknown>): void {
  let key = "";
  let value: unknown = null;
  while (reader.pos < end) {
    if (fieldAt(reader) === 1) key = reader.string();
    else value = readValue(reader, endOf(reader));
  }
  // An assignment would set what the object inherits from.
  if (key === "__proto__") Object.defineProperty(values, key, { ...OWN, value });
  else values[key] = value;
}
const OWN = { configurable: true, enumerable: true, writable: true };

function readList(reader: Reader, end: number): unknown[] {
  const all: unknown[] = [];
  while (reader.pos < end) {
    fieldAt(reader);
    all.push(readValue(reader, endOf(reader)));
  }
  return all;
}

function readValue(reader: Reader, end: number): unknown {
  let value: unknown = null;
  while (reader.pos < end) {
    const field: Field = fieldAt(reader);
    if (field === Field.text) value = reader.string();
    else if (field === Field.number) value = reader.double();
    else if (field === Field.flag) value = reader.bool();
    else if (field === Field.struct) value = readStruct(reader, endOf(reader));
    else if (field === Field.list) value = readList(reader, endOf(reader));
    else reader.uint32(); // null
  }
  return value;
}

/** How a field is written: by its length, in eight bytes, or as one number. */
const enum Wire {
  number = 0,
  eight = 1,
  length = 2,
}
const tag = (field: number, wire: Wire): number => (field << 3) | wire;

function writeStruct(values: Values, writer: Writer): Writer {
  // What is written waits as small objects until it is bytes: of a whole tree they take 200 MB.
  for (const entry of Object.entries(values))
    writer.uint32(tag(1, Wire.length)).bytes(bytesOf(entry));
  return writer;
}

function bytesOf([key, value]: [key: string, value: unknown]): Uint8Array {
  const writer = Writer.create().uint32(tag(1, Wire.length)).string(key);
  return writeValue(2, value, writer).finish();
}

function writeList(all: readonly unknown[], writer: Writer): Writer {
  for (const value of all) writeValue(1, value, writer);
  return writer;
}

/** @param field whose value it is */
function writeValue(field: number, value: unknown, writer: Writer): Writer {
  writer.uint32(tag(field, Wire.length)).fork();
  if (typeof value === "string") writer.uint32(tag(Field.text, Wire.length)).string(value);
  else if (typeof value === "number") writer.uint32(tag(Field.number, Wire.eight)).double(value);
  else if (typeof value === "boolean") writer.uint32(tag(Field.flag, Wire.number)).bool(value);
  else if (Array.isArray(value))
    writeList(value, writer.uint32(tag(Field.list, Wire.length)).fork()).ldelim();
  else if (isMap(value))
    writeStruct(value, writer.uint32(tag(Field.struct, Wire.length)).fork()).ldelim();
  else writer.uint32(tag(Field.null, Wire.number)).uint32(0);
  return writer.ldelim();
}

const isMap = (value: unknown): value is Values => typeof value === "object" && value !== null;
