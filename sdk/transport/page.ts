/** Which page. */
export interface PageQuery {
  /** From 1. @default 1 */
  readonly page?: number;
  /** 1 to the server's limit: 100 on ArkID, 50 on Authing. @default the limit */
  readonly pageSize?: number;
}

/** One page of a list. */
export interface Page<T> {
  readonly items: T[];
  /** Of the whole list; Infinity where the server does not say how many. */
  readonly count: number;
  readonly page: number;
  readonly pageSize: number;
  /** Whether another page follows. */
  readonly hasNext: boolean;
}
