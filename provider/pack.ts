import { deflateRawSync, inflateRawSync } from "node:zlib";

/**
 * A large value as a short text that nobody reads. The engine logs and the SDK decodes each copy of a
 * text, letter by letter: what an org of 20,000 people in five places each declares is 5 MB as JSON, and 0.8 MB so.
 */
export const pack = (value: unknown): string =>
  deflateRawSync(JSON.stringify(value)).toString("base64");

/** @throws Error where the text is none that `pack` made */
export const unpack = (text: string): unknown =>
  JSON.parse(inflateRawSync(Buffer.from(text, "base64")).toString());
