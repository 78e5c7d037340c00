import { NetworkError } from "./network-error";

/**
 * The answer was longer than `maxResponseSize`, decoded: the rest of it was not read, and it is not
 * asked for again. What a write was to do, it has probably done.
 */
export class ResponseTooLargeError extends NetworkError {
  override readonly sent = true;
  override readonly permanent = true;

  /**
   * @param what the request, such as `GET user/`
   * @param limit the most bytes that are read
   */
  constructor(
    what: string,
    readonly limit: number,
    cause: unknown = "size",
  ) {
    const message = `${what} answered more than ${inUnits(limit)}: the rest was not read`;
    super(message, { cause, sent: true, permanent: true });
  }
}

const MEBIBYTE = 1024 * 1024;

const inUnits = (bytes: number): string =>
  bytes % MEBIBYTE === 0 ? `${bytes / MEBIBYTE} MiB` : `${bytes} bytes`;
