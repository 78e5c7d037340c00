import { utf8 } from "../../files/read";
import { InvalidFile } from "./fault";

/**
 * The text of a file in whatever encoding a spreadsheet made it.
 * @param encoding by its name; `undefined` is what the mark at the beginning says, else UTF-8
 * @throws InvalidFile
 */
export function decoded(bytes: Uint8Array, encoding?: string): string {
  const workbook = WORKBOOKS.find(([, start]) => beginsWith(bytes, start));
  if (workbook) fail(`it is ${workbook[0]}: save it as "CSV UTF-8"`);
  const [marked] = MARKS.find(([, start]) => beginsWith(bytes, start)) ?? [];
  const decoder = decoderOf(marked ?? encoding ?? "utf-8");
  if (marked !== undefined && encoding !== undefined && decoderOf(encoding).encoding !== marked) {
    fail(`its first bytes say that it is in ${marked}: leave encoding out`);
  }
  if (decoder.encoding !== "utf-8" && marked === undefined && isUtf8(bytes)) {
    fail(`it is in utf-8, not in ${encoding}: leave encoding out`);
  }
  const text = decodedBy(decoder, bytes);
  const zero = text.indexOf("\0");
  if (zero >= 0) fail("it holds zero bytes: if it is in UTF-16, give encoding, such as utf-16le");
  return text;
}

const MARKS = [
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
] as const;

/** What people take for a CSV file. */
const WORKBOOKS = [
  ["a workbook of a spreadsheet", [0x50, 0x4b, 0x03, 0x04]],
  ["an old workbook of Excel", [0xd0, 0xcf, 0x11, 0xe0]],
] as const;

const beginsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte);

/** Whether the bytes are UTF-8, and would be something else in a smaller set of letters. */
const isUtf8 = (bytes: Uint8Array): boolean =>
  bytes.some((byte) => byte >= 0x80) && utf8(bytes) !== undefined;

type Decoder = InstanceType<typeof TextDecoder>;

function decoderOf(encoding: string): Decoder {
  try {
    return new TextDecoder(encoding, { fatal: true });
  } catch {
    return fail(
      `there is no encoding ${JSON.stringify(encoding)}: give one such as ${KNOWN.join(", ")}`,
    );
  }
}

const KNOWN = ["utf-8", "utf-16le", "gb18030", "windows-1252"];

function decodedBy(decoder: Decoder, bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    const line = lineOfFirstInvalid(decoder.encoding, bytes);
    const others = KNOWN.filter((one) => one !== decoder.encoding).join(", ");
    const says = `it is not in ${decoder.encoding} from here on: save it as "CSV UTF-8", or give its encoding, such as ${others}`;
    throw new InvalidFile([{ line, says }]);
  }
}

/** The line of the first bytes that are no letter. */
function lineOfFirstInvalid(encoding: string, bytes: Uint8Array): number | undefined {
  const text = new TextDecoder(encoding).decode(bytes);
  const at = text.indexOf("\ufffd");
  return at < 0 ? undefined : text.slice(0, at).split(/\r\n?|\n/).length;
}

function fail(says: string): never {
  throw new InvalidFile([{ says }]);
}
