import { BinaryReader, BinaryWriter } from "google-protobuf";
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

export const structIn = (bytes: Uint8Array): Values => readStruct(new BinaryReader(bytes));

export function bytesOfStruct(values: Values): Uint8Array {
  const writer = new BinaryWriter();
  writeStruct(values, writer);
  return writer.getResultBuffer();
}

type Entry = [key: string, value: unknown];

function readStruct(reader: BinaryReader): Values {
  const entries: Entry[] = [];
  while (reader.nextField()) {
    const entry: Entry = ["", null];
    reader.readMessage(entry, readEntry);
    entries.push(entry);
  }
  return Object.fromEntries(entries);
}

function readEntry(entry: Entry, reader: BinaryReader): void {
  while (reader.nextField()) {
    if (reader.getFieldNumber() === 1) entry[0] = reader.readString();
    else reader.readMessage(entry, readValue);
  }
}

function readList(reader: BinaryReader): unknown[] {
  const all: unknown[] = [];
  while (reader.nextField()) {
    const entry: Entry = ["", null];
    reader.readMessage(entry, readValue);
    all.push(entry[1]);
  }
  return all;
}

function readValue(entry: Entry, reader: BinaryReader): void {
  while (reader.nextField()) {
    const field: Field = reader.getFieldNumber();
    if (field === Field.text) entry[1] = reader.readString();
    else if (field === Field.number) entry[1] = reader.readDouble();
    else if (field === Field.flag) entry[1] = reader.readBool();
    else if (field === Field.struct) reader.readMessage(entry, readStructInto);
    else if (field === Field.list) reader.readMessage(entry, readListInto);
    else reader.skipField();
  }
}

function readStructInto(entry: Entry, reader: BinaryReader): void {
  entry[1] = readStruct(reader);
}

function readListInto(entry: Entry, reader: BinaryReader): void {
  entry[1] = readList(reader);
}

function writeStruct(values: Values, writer: BinaryWriter): void {
  for (const entry of Object.entries(values)) writer.writeMessage(1, entry, writeEntry);
}

function writeEntry(entry: Entry, writer: BinaryWriter): void {
  writer.writeString(1, entry[0]);
  writer.writeMessage(2, entry, writeValue);
}

function writeList(all: readonly unknown[], writer: BinaryWriter): void {
  for (const value of all) writer.writeMessage(1, ["", value] satisfies Entry, writeValue);
}

/** The value of an entry: by itself, `null` would be left out. */
function writeValue([, value]: Entry, writer: BinaryWriter): void {
  if (typeof value === "string") writer.writeString(Field.text, value);
  else if (typeof value === "number") writer.writeDouble(Field.number, value);
  else if (typeof value === "boolean") writer.writeBool(Field.flag, value);
  else if (Array.isArray(value)) writer.writeMessage(Field.list, value, writeList);
  else if (isMap(value)) writer.writeMessage(Field.struct, value, writeStruct);
  else writer.writeEnum(Field.null, 0);
}

const isMap = (value: unknown): value is Values => typeof value === "object" && value !== null;
